package org.demarche.submission.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Collections;
import java.util.HexFormat;
import org.demarche.config.Settings;

/**
 * The key that seals packages, in a PKCS#12 file in the folder of keys: {@code seal.p12}, its password in
 * {@code seal.password}. In trial both are made on first use, with a certificate that says TRIAL; otherwise the
 * organisation puts its own there.
 */
@ApplicationScoped
public class SealKeys {
    private static final String STORE = "seal.p12";
    private static final String PASSWORD = "seal.password";
    private static final String ALIAS = "seal";
    private static final int PASSWORD_BYTES = 24;

    private Settings settings;
    private Clock clock;

    protected SealKeys() {}

    @Inject
    public SealKeys(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * {@return the key to seal with}
     *
     * @param organisation whom a certificate made in trial names
     * @throws SealKeyUnfit if there is none outside the trial, or it cannot be used
     */
    public synchronized SealKey key(String organisation) {
        Path store = settings.keys().resolve(STORE);
        Path password = settings.keys().resolve(PASSWORD);
        try {
            if (!Files.exists(store)) {
                if (!settings.isTrial()) {
                    throw new SealKeyUnfit("The key that seals is missing: put " + STORE + " and " + PASSWORD
                            + " into the folder of keys.");
                }
                make(store, password, organisation);
            }
            return read(store, Files.readString(password, US_ASCII).strip().toCharArray());
        } catch (IOException | GeneralSecurityException e) {
            throw new SealKeyUnfit(STORE + " in the folder of keys cannot be opened with " + PASSWORD + ".", e);
        }
    }

    private SealKey read(Path file, char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        for (String alias : Collections.list(store.aliases())) {
            if (store.getKey(alias, password) instanceof PrivateKey key
                    && store.getCertificate(alias) instanceof X509Certificate certificate) {
                certificate.checkValidity(java.util.Date.from(clock.instant()));
                return new SealKey(key, certificate);
            }
        }
        throw new SealKeyUnfit(STORE + " in the folder of keys holds no key with a certificate.");
    }

    private void make(Path file, Path passwordFile, String organisation) throws IOException, GeneralSecurityException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        SealKey made = TrialSeal.make(organisation, clock.instant());
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(ALIAS, made.key(), password.toCharArray(), new Certificate[] {made.certificate()});
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, password.toCharArray());
        Files.createDirectories(
                file.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        // The store comes last: while it is missing, both are made anew.
        writeSecret(passwordFile, (password + "\n").getBytes(US_ASCII));
        writeSecret(file, bytes.toByteArray());
    }

    private static void writeSecret(Path file, byte[] bytes) throws IOException {
        Path temporary = Files.createTempFile(
                file.getParent(),
                file.getFileName().toString(),
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(temporary, bytes);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
