package org.demarche.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDate;

/** What a ciphertext is bound to besides its key: texts that differ wherever the place or the purpose differs. */
final class Context {
    private Context() {}

    static byte[] ofData(long petitionId, long dataKey, String purpose) {
        if (!purpose.matches("[a-z][a-z-]*")) {
            throw new IllegalArgumentException("A purpose is a word in lower case, not '" + purpose + "'");
        }
        return bytes("demarche data " + purpose + " " + petitionId + " " + dataKey);
    }

    static byte[] ofKey(long petitionId, long dataKey) {
        return bytes("demarche data key " + petitionId + " " + dataKey);
    }

    static byte[] ofAddress(long petitionId, LocalDate day) {
        return bytes("demarche address " + petitionId + " " + day);
    }

    static byte[] ofAddressKey(LocalDate day) {
        return bytes("demarche address key " + day);
    }

    static byte[] ofNetworkKey(LocalDate day) {
        return bytes("demarche network key " + day);
    }

    static byte[] ofStaff(long account) {
        return bytes("demarche staff " + account);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
