package org.demarche.verification.input;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Refuses names that would write somewhere else than into the folder an archive is unpacked into. */
final class EntryName {

    private EntryName() {}

    /** {@return the name, known to be a plain relative path} */
    static String read(byte[] bytes) throws Defect {
        String name = new String(bytes, StandardCharsets.ISO_8859_1);
        if (name.isEmpty() || name.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
            throw refused(name, "contains characters other than plain ASCII");
        }
        if (name.indexOf('\\') >= 0 || name.indexOf(':') >= 0) {
            throw refused(name, "contains a backslash or a colon");
        }
        if (name.startsWith("/")) {
            throw refused(name, "is an absolute path");
        }
        if (name.endsWith("/")) {
            throw refused(name, "is a folder; a package holds files alone");
        }
        for (String part : List.of(name.split("/", -1))) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                throw refused(name, "leads out of its folder");
            }
        }
        return name;
    }

    private static Defect refused(String name, String reason) {
        return new Defect("the name of the entry '" + name + "' " + reason);
    }
}
