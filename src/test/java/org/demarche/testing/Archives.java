package org.demarche.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives that nobody should unpack. */
public final class Archives {
    private Archives() {}

    /** Some kilobytes that become eight megabytes when they are unpacked. */
    public static byte[] bomb() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(Deflater.BEST_COMPRESSION);
            byte[] nothing = new byte[1 << 20];
            zip.putNextEntry(new ZipEntry("../../../../etc/passwd"));
            for (int i = 0; i < 8; i++) {
                zip.write(nothing);
            }
        }
        return bytes.toByteArray();
    }
}
