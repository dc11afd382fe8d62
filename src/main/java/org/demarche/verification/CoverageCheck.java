package org.demarche.verification;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.demarche.verification.input.Archive;
import org.demarche.verification.input.Defect;
import org.demarche.verification.input.Utf8;
import org.demarche.verification.seal.ContainerManifest;
import org.demarche.verification.seal.SealedFile;

/** Does the seal cover every file as it is now, no more and no fewer? */
final class CoverageCheck implements Check {

    @Override
    public String examine(Evidence evidence) throws IOException, Unavailable {
        Archive archive = evidence.archive();
        List<SealedFile> sealed = evidence.seal().files();
        List<String> names = ContainerCheck.sealedNames(archive);
        compareNames(sealed, names);
        for (SealedFile file : sealed) {
            String digest = evidence.digests().get(file.name());
            if (!digest.equals(file.sha256())) {
                throw new Defect(file.name() + " has been changed: it was sealed with SHA-256 " + file.sha256()
                        + ", but has " + digest);
            }
            if (!file.mediaType().equals(Layout.mediaType(file.name()))) {
                throw new Defect(file.name() + " was sealed as " + file.mediaType() + " instead of "
                        + Layout.mediaType(file.name()));
            }
        }
        byte[] manifest = archive.bytes(Layout.CONTAINER_MANIFEST, Evidence.SMALL);
        String expected = ContainerManifest.of(Layout.PACKAGE_MEDIA_TYPE, sealed);
        if (!Utf8.decode(manifest).equals(expected)) {
            throw new Defect(
                    Layout.CONTAINER_MANIFEST + " does not list exactly the files that are sealed, in their form");
        }
        return "all " + names.size() + " files are as they were sealed, and none lies outside the seal";
    }

    private static void compareNames(List<SealedFile> sealed, List<String> names) throws Defect {
        Map<String, SealedFile> byName = new HashMap<>();
        for (SealedFile file : sealed) {
            if (byName.put(file.name(), file) != null) {
                throw new Defect("the seal names " + file.name() + " twice");
            }
            if (!names.contains(file.name())) {
                throw new Defect("the seal covers " + file.name() + ", which is not in the package");
            }
        }
        for (String name : names) {
            if (!byName.containsKey(name)) {
                throw new Defect("the seal does not cover " + name);
            }
        }
    }
}
