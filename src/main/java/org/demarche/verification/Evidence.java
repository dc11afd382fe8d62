package org.demarche.verification;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.demarche.verification.input.Archive;
import org.demarche.verification.proof.Checkpoint;
import org.demarche.verification.seal.Seal;
import org.demarche.verification.stamp.TimeStamp;

/** What the checks have established so far, each building on those before it. */
final class Evidence implements Closeable {

    /** Bytes; the most that a file may have which is read at once: manifest, statistics, checksums, seal. */
    static final int SMALL = 1024 * 1024;

    private final Request request;
    private Archive opened;
    private Map<String, String> digests;
    private Seal seal;
    private Manifest manifest;
    private Survey survey;
    private TimeStamp timeStamp;
    private Checkpoint checkpoint;
    private boolean treeHolds;
    private boolean openingsHold;

    Evidence(Request request) {
        this.request = request;
    }

    /** {@return what the reader asked for} */
    Request request() {
        return request;
    }

    /** {@return the archive, not yet known to be whole: for the check of the container alone} */
    Archive open() throws IOException {
        opened = Archive.open(request.file(), request.between());
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

    void establish(TimeStamp verified) {
        timeStamp = verified;
    }

    void establish(Checkpoint verified) {
        checkpoint = verified;
    }

    void establishTree() {
        treeHolds = true;
    }

    void establishOpenings() {
        openingsHold = true;
    }

    /** {@return an archive of which every entry has been read to its end} */
    Archive archive() throws Unavailable {
        available(digests, "the container is not sound");
        return opened;
    }

    /** {@return whether the package is the copy that names nobody; no, if that cannot be said} */
    boolean isRedacted() {
        return digests != null && !opened.has(Layout.OPENINGS);
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

    /** {@return the checkpoint of a tree that is known to be that of the rows} */
    Checkpoint checkpoint() throws Unavailable {
        available(treeHolds ? this : null, "the tree cannot be relied on");
        return available(checkpoint, "the checkpoint cannot be relied on");
    }

    /** {@return this, in which the openings have been found to be complete and true} */
    Evidence requireOpenings() throws Unavailable {
        return available(openingsHold ? this : null, "the openings cannot be relied on");
    }

    /** {@return the rows whose openings have been found to be complete and true} */
    NamedRows namedRows() throws IOException, Unavailable {
        return new NamedRows(requireOpenings().archive());
    }

    Optional<Manifest> foundManifest() {
        return Optional.ofNullable(manifest);
    }

    Optional<TimeStamp> foundTimeStamp() {
        return Optional.ofNullable(timeStamp);
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
