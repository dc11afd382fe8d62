package org.demarche.submission.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.HexFormat;
import org.demarche.config.Settings;
import org.demarche.submission.storage.Durable;

/**
 * A private key with its certificate, as PKCS#12 in the folder of keys: {@code NAME.p12}, its password in
 * {@code NAME.password}. In trial both are made on first use; otherwise the organisation puts its own there.
 */
final class KeyPairFile {
    private static final int PASSWORD_BYTES = 24;

    private final Settings settings;
    private final Clock clock;
    private final String name;
    private final Maker trial;

    /** Makes a key with a certificate that says TRIAL. */
    @FunctionalInterface
    interface Maker {
        CertifiedKey make(String organisation, Instant now) throws GeneralSecurityException;
    }

    KeyPairFile(Settings settings, Clock clock, String name, Maker trial) {
        this.settings = settings;
        this.clock = clock;
        this.name = name;
        this.trial = trial;
    }

    /**
     * {@return the key, read anew each time: it stays in memory no longer than whoever asked keeps it}
     *
     * @param organisation whom a certificate made in trial names
     * @throws SealKeyUnfit if there is none outside the trial, or it cannot be used
     */
    synchronized CertifiedKey open(String organisation) {
        try {
            if (!Files.exists(store())) {
                if (!settings.isTrial()) {
                    throw new SealKeyUnfit("A key is missing: put " + file(".p12") + " and " + file(".password")
                            + " into the folder of keys.");
                }
                make(organisation);
            }
            char[] password = password();
            try {
                KeyStore store = load(password);
                String alias = alias(store);
                X509Certificate certificate = (X509Certificate) store.getCertificate(alias);
                certificate.checkValidity(Date.from(clock.instant()));
                return new CertifiedKey((PrivateKey) store.getKey(alias, password), certificate);
            } finally {
                Arrays.fill(password, ' ');
            }
        } catch (CertificateExpiredException | CertificateNotYetValidException e) {
            throw new SealKeyUnfit("The certificate in " + file(".p12") + " is not valid now.", e);
        } catch (IOException | GeneralSecurityException e) {
            throw new SealKeyUnfit(
                    file(".p12") + " in the folder of keys cannot be opened with " + file(".password") + ".", e);
        }
    }

    private KeyStore load(char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store())) {
            store.load(in, password);
        }
        return store;
    }

    private String alias(KeyStore store) throws GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias) && store.getCertificate(alias) instanceof X509Certificate) {
                return alias;
            }
        }
        throw new SealKeyUnfit(file(".p12") + " in the folder of keys holds no key with a certificate.");
    }

    private void make(String organisation) throws IOException, GeneralSecurityException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        CertifiedKey made = trial.make(organisation, clock.instant());
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("trial " + name, made.key(), password.toCharArray(), new Certificate[] {made.certificate()});
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, password.toCharArray());
        Durable.makeFolder(settings.keys());
        // The store comes last: while it is missing, both are made anew.
        writeSecret(path(".password"), (password + "\n").getBytes(US_ASCII));
        writeSecret(store(), bytes.toByteArray());
    }

    private static void writeSecret(Path file, byte[] bytes) throws IOException {
        Path draft = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new");
        Durable.ownFile(draft);
        Files.write(draft, bytes);
        Durable.publish(draft, file);
    }

    private char[] password() throws IOException {
        return Files.readString(path(".password"), US_ASCII).strip().toCharArray();
    }

    private Path store() {
        return path(".p12");
    }

    private Path path(String ending) {
        return settings.keys().resolve(file(ending));
    }

    private String file(String ending) {
        return name + ending;
    }
}
