package org.demarche.verification.seal;

import java.util.List;

/**
 * The file {@code META-INF/manifest.xml} that OpenDocument packages have and ASiC-E takes over. The seal does not cover
 * it, so it may only repeat what the seal says, and is compared to the byte.
 */
public final class ContainerManifest {

    private ContainerManifest() {}

    /** {@return the one text that the file may have beside a seal of these files} */
    public static String of(String packageMediaType, List<SealedFile> files) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>"
                + "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\""
                + " manifest:version=\"1.2\">");
        append(xml, "/", packageMediaType);
        for (SealedFile file : files) {
            append(xml, file.name(), file.mediaType());
        }
        return xml.append("</manifest:manifest>").toString();
    }

    private static void append(StringBuilder xml, String path, String mediaType) {
        xml.append("<manifest:file-entry manifest:full-path=\"")
                .append(path)
                .append("\" manifest:media-type=\"")
                .append(mediaType)
                .append("\"/>");
    }
}
