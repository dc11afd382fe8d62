package org.demarche.submission;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.demarche.config.Settings;
import org.demarche.petition.Petition;
import org.demarche.signature.Identity;
import org.demarche.signature.SealedIdentity;
import org.demarche.submission.documents.Contents;
import org.demarche.submission.documents.Documents;
import org.demarche.submission.documents.Facts;
import org.demarche.submission.documents.LetterText;
import org.demarche.submission.documents.SealFacts;
import org.demarche.submission.rows.Root;
import org.demarche.submission.rows.RowFiles;
import org.demarche.submission.seal.SealKey;
import org.demarche.submission.seal.SealKeys;
import org.demarche.submission.seal.Sealing;
import org.demarche.vault.Unlocked;
import org.demarche.vault.Vault;
import org.demarche.vault.VaultLocked;
import org.demarche.verification.Layout;

/**
 * Makes the package of a frozen edition in three steps, each of which may be repeated: what is done already is left as
 * it is, what was begun is begun anew. Everything but the seal follows from the freeze alone.
 */
@ApplicationScoped
class Compilation {
    private Advancing advancing;
    private FrozenEntries entries;
    private Vault vault;
    private SealKeys keys;
    private Packages packages;
    private Settings settings;
    private Clock clock;

    protected Compilation() {}

    @Inject
    Compilation(
            Advancing advancing,
            FrozenEntries entries,
            Vault vault,
            SealKeys keys,
            Packages packages,
            Settings settings,
            Clock clock) {
        this.advancing = advancing;
        this.entries = entries;
        this.vault = vault;
        this.keys = keys;
        this.packages = packages;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Writes rows, openings, list of signatories and statistics.
     *
     * @throws VaultLocked if the vault has to be unlocked first
     */
    void writeRows(Petition petition, Edition edition, LongConsumer progress) throws IOException {
        Workplace work = work(petition, edition);
        if (work.rows().isPresent()) {
            return;
        }
        try (Unlocked unlocked = vault.unlock(petition.id())) {
            RowFiles files = new RowFiles(
                    work.content(), work.spool(), petition.demands().size(), progress);
            Root root = files.write(
                    entries.of(edition),
                    edition.rowsTotal(),
                    ciphertext -> Identity.fromBytes(unlocked.open(ciphertext, SealedIdentity.PURPOSE)));
            if (root.size() != edition.rowsTotal()) {
                throw new IllegalStateException(
                        "Edition " + edition.id() + " froze " + edition.rowsTotal() + " rows, not " + root.size());
            }
            work.completeRows(root);
        }
    }

    /** Writes letter, list, method, manifest and checksums beside the rows. */
    void writeDocuments(Petition petition, Edition edition, LongConsumer progress) throws IOException {
        Workplace work = work(petition, edition);
        if (!work.hasDocuments()) {
            Documents.write(facts(petition, edition), work.content(), progress);
            work.completeDocuments();
        }
    }

    /** Seals everything into the package, which appears whole or not at all. */
    SealedPackage seal(Petition petition, Edition edition) throws IOException {
        Workplace work = work(petition, edition);
        SealKey key =
                keys.key(petition.organisation().name().in(petition.languages().get(0)));
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Path draft = work.draft();
        new Sealing(key, work.spool()).seal(work.content(), Contents.sealed(letters(petition, edition)), now, draft);
        Workplace.force(draft);
        // It holds the names of those who chose to be named.
        Workplace.ownerOnly(draft, "rw-------");
        byte[] sha256 = sha256(draft);
        String fileName = Layout.packageName(petition.slug(), edition.number());
        Files.move(
                draft,
                packages.folder(petition.slug()).resolve(fileName),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        return new SealedPackage(root(work).hash(), fileName, sha256, fingerprint(key), now);
    }

    /** Removes what only compiling needed; names must not lie about. */
    void clear(Petition petition, Edition edition) throws IOException {
        work(petition, edition).clear();
    }

    private Facts facts(Petition petition, Edition edition) throws IOException {
        Workplace work = work(petition, edition);
        JsonObject statistics;
        try (InputStream in = Files.newInputStream(work.content().resolve(Layout.STATISTICS));
                JsonReader reader = Json.createReader(in)) {
            statistics = reader.readObject();
        }
        JsonObject accounting;
        try (JsonReader reader = Json.createReader(new StringReader(edition.accounting()))) {
            accounting = reader.readObject();
        }
        return new Facts(
                petition,
                edition.number(),
                edition.cutoff(),
                settings.isTrial(),
                root(work),
                statistics,
                accounting,
                letters(petition, edition),
                Optional.empty(),
                List.of(),
                settings.publicUrl(),
                new SealFacts("", "", SealFacts.Level.B));
    }

    private List<LetterText> letters(Petition petition, Edition edition) {
        return advancing.letters(edition, petition.letterVersion());
    }

    private Workplace work(Petition petition, Edition edition) {
        return new Workplace(packages.work(petition.slug(), edition.id()));
    }

    private static Root root(Workplace work) throws IOException {
        return work.rows().orElseThrow(() -> new IllegalStateException("The rows are not there yet"));
    }

    private static byte[] fingerprint(SealKey key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.certificate().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(Path file) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return in.getMessageDigest().digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
