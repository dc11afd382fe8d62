package org.demarche.verification.stamp;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.demarche.verification.input.Defect;

/** The hashes that a time-stamp may use. */
enum Hash {
    SHA256("SHA-256", "2.16.840.1.101.3.4.2.1"),
    SHA384("SHA-384", "2.16.840.1.101.3.4.2.2"),
    SHA512("SHA-512", "2.16.840.1.101.3.4.2.3");

    private final String algorithm;
    private final String identifier;

    Hash(String algorithm, String identifier) {
        this.algorithm = algorithm;
        this.identifier = identifier;
    }

    /** Reads an {@code AlgorithmIdentifier} (RFC 5280). */
    static Hash read(Der from) throws Defect {
        Der algorithm = from.inside(Der.SEQUENCE);
        String found = algorithm.identifier();
        algorithm.skip(Der.NULL);
        algorithm.expectEnd();
        for (Hash hash : values()) {
            if (hash.identifier.equals(found)) {
                return hash;
            }
        }
        throw new Defect("it uses a hash that is not SHA-256, SHA-384 or SHA-512: " + found);
    }

    byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("This Java platform lacks " + algorithm, impossible);
        }
    }
}
