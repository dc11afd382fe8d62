package org.demarche.security.passkey;

/**
 * What is known of an authenticator's key.
 *
 * @param id by which the authenticator finds it
 * @param data the attested credential data of WebAuthn, with the public key
 * @param signCount how often the authenticator says that it signed; 0 for ever with those that do not count
 */
record Credential(byte[] id, byte[] data, long signCount) {
    Credential {
        id = id.clone();
        data = data.clone();
    }

    @Override
    public byte[] id() {
        return id.clone();
    }

    @Override
    public byte[] data() {
        return data.clone();
    }
}
