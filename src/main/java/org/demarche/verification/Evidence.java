package org.demarche.verification;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.demarche.verification.input.Archive;
import org.demarche.verification.seal.Seal;

/** What the checks have established so far, each building on those before it. */
final class Evidence implements Closeable {

    /** Bytes; the most that a file may have which is read at once: manifest, statistics, checksums, seal. */
    static final int SMALL = 1024 * 1024;

    private final Path file;
    private final Optional<String> trustedFingerprint;
    private Archive opened;
    private Map<String, String> digests;
    private Seal seal;
    private Manifest manifest;
    private Survey survey;
    private boolean openingsHold;

    Evidence(Path file, Optional<String> trustedFingerprint) {
        this.file = file;
        this.trustedFingerprint = trustedFingerprint;
    }

    /** {@return the archive, not yet known to be whole: for the check of the container alone} */
    Archive open() throws IOException {
        opened = Archive.open(file);
        return opened;
    }

    void establishContainer(Map<String, String> sha256ByName) {
        digests = Map.copyOf(sha256ByName);
    }

    void establish(Seal verified) {
        seal = verified;
    }

    void establish(Manifest read) {
        manifest = read;
    }

    void establish(Survey surveyed) {
        survey = surveyed;
    }

    void establishOpenings() {
        openingsHold = true;
    }

    Optional<String> trustedFingerprint() {
        return trustedFingerprint;
    }

    /** {@return an archive of which every entry has been read to its end} */
    Archive archive() throws Unavailable {
        available(digests, "the container is not sound");
        return opened;
    }

    /** {@return SHA-256 in hexadecimal by name, for every entry} */
    Map<String, String> digests() throws Unavailable {
        return available(digests, "the container is not sound");
    }

    Seal seal() throws Unavailable {
        return available(seal, "the seal does not hold");
    }

    Manifest manifest() throws Unavailable {
        return available(manifest, "the manifest cannot be relied on");
    }

    Survey survey() throws Unavailable {
        return available(survey, "the rows cannot be relied on");
    }

    /** {@return the rows whose openings have been found to be complete and true} */
    NamedRows namedRows() throws IOException, Unavailable {
        available(openingsHold ? this : null, "the openings cannot be relied on");
        return new NamedRows(archive());
    }

    Optional<Manifest> foundManifest() {
        return Optional.ofNullable(manifest);
    }

    Optional<Seal> foundSeal() {
        return Optional.ofNullable(seal);
    }

    @Override
    public void close() throws IOException {
        if (opened != null) {
            opened.close();
        }
    }

    private static <T> T available(T fact, String otherwise) throws Unavailable {
        if (fact == null) {
            throw new Unavailable(otherwise);
        }
        return fact;
    }
}
