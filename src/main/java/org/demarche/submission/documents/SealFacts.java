package org.demarche.submission.documents;

/**
 * What documents say of the keys behind an edition.
 *
 * @param fingerprint SHA-256 of the sealing certificate, in lower-case hexadecimal
 * @param checkpoint the checkpoint's key as verifiers of signed notes take it
 * @param level how far the seal goes
 */
public record SealFacts(String fingerprint, String checkpoint, Level level) {
    /** Of XAdES baseline signatures (ETSI EN 319 132-1). */
    public enum Level {
        /** The seal alone: its time is the sealer's claim. */
        B,
        /** With a time-stamp by an authority (RFC 3161). */
        T
    }
}
