package org.demarche.submission.compile;

import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.logging.Logger;
import org.demarche.config.Settings;
import org.demarche.petition.Petition;
import org.demarche.signature.Identity;
import org.demarche.signature.SealedIdentity;
import org.demarche.submission.Edition;
import org.demarche.submission.SealedPackage;
import org.demarche.submission.documents.Contents;
import org.demarche.submission.documents.Copy;
import org.demarche.submission.documents.Documents;
import org.demarche.submission.documents.Earlier;
import org.demarche.submission.documents.Facts;
import org.demarche.submission.documents.Previous;
import org.demarche.submission.documents.SealFacts;
import org.demarche.submission.documents.SealFacts.Level;
import org.demarche.submission.freeze.FrozenEntries;
import org.demarche.submission.rows.RowFiles;
import org.demarche.submission.rows.TreeHead;
import org.demarche.submission.seal.CheckpointKey;
import org.demarche.submission.seal.CheckpointKeys;
import org.demarche.submission.seal.SealKey;
import org.demarche.submission.seal.SealKeys;
import org.demarche.submission.seal.Sealing;
import org.demarche.submission.seal.TimeStampAuthority;
import org.demarche.submission.seal.TimeStamping;
import org.demarche.submission.shelf.Packages;
import org.demarche.submission.storage.Durable;
import org.demarche.submission.tree.GrowingTree;
import org.demarche.vault.Unlocked;
import org.demarche.vault.Vault;
import org.demarche.vault.VaultLocked;
import org.demarche.verification.Layout;
import org.demarche.verification.PackageVerification;
import org.demarche.verification.VerificationReport;

/**
 * Makes the package of a frozen edition in three steps, each of which may be repeated: what is done already is left as
 * it is, what was begun is begun anew. Everything but the seal follows from the freeze alone.
 */
@ApplicationScoped
class Compilation {
    private static final Logger LOG = Logger.getLogger(Compilation.class.getName());

    private Advancing advancing;
    private FrozenEntries entries;
    private Vault vault;
    private SealKeys sealKeys;
    private CheckpointKeys checkpointKeys;
    private Packages packages;
    private TimeStampAuthority authority;
    private Settings settings;
    private Clock clock;

    protected Compilation() {}

    @Inject
    Compilation(
            Advancing advancing,
            FrozenEntries entries,
            Vault vault,
            SealKeys sealKeys,
            CheckpointKeys checkpointKeys,
            Packages packages,
            TimeStampAuthority authority,
            Settings settings,
            Clock clock) {
        this.advancing = advancing;
        this.entries = entries;
        this.vault = vault;
        this.sealKeys = sealKeys;
        this.checkpointKeys = checkpointKeys;
        this.packages = packages;
        this.authority = authority;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Writes rows, openings, list of signatories and statistics, and lets the tree grow.
     *
     * @throws VaultLocked if the vault has to be unlocked first
     */
    void writeRows(Petition petition, Edition edition, LongConsumer progress) throws IOException {
        for (Edition superseded : advancing.superseded(petition.id())) {
            packages.discard(petition.slug(), superseded.id());
        }
        Workplace work = work(petition, edition);
        if (work.rows().isPresent()) {
            return;
        }
        TreeHead before = last(advancing.before(edition))
                .flatMap(Edition::sealed)
                .map(SealedPackage::tree)
                .orElseGet(TreeHead::empty);
        try (Unlocked unlocked = vault.unlock(petition.id());
                GrowingTree tree = new GrowingTree(
                        packages.folder(petition.slug(), edition.id()),
                        before.root().size(),
                        before.peaks())) {
            RowFiles files = new RowFiles(
                    work.content(), work.spool(), petition.demands().size(), progress);
            files.write(
                    entries.of(edition),
                    edition.rowsTotal(),
                    ciphertext -> Identity.fromBytes(unlocked.open(ciphertext, SealedIdentity.PURPOSE)),
                    tree);
            long rows = tree.size() - before.root().size();
            if (rows != edition.rowsTotal()) {
                throw new IllegalStateException(
                        "Edition " + edition.id() + " froze " + edition.rowsTotal() + " rows, not " + rows);
            }
            tree.complete();
            work.completeRows(TreeHead.of(tree));
        }
    }

    /** Writes letters, list, method, manifest and checksums beside the rows; anew, if a key has changed since. */
    void writeDocuments(Petition petition, Edition edition, LongConsumer progress) throws IOException {
        Workplace work = work(petition, edition);
        TreeHead tree = tree(work);
        CheckpointKey checkpoints = checkpointKeys.key(petition.slug(), organisation(petition));
        SealFacts seal =
                new SealFacts(sealKeys.key(organisation(petition)).fingerprint(), checkpoints.verifierKey(), level());
        if (!work.documents().equals(Optional.of(seal))) {
            work.beginDocuments();
            Documents.write(
                    facts(petition, edition, work, seal),
                    checkpoints.checkpoint(tree.root()),
                    work.content(),
                    progress);
            work.completeDocuments(seal);
        }
    }

    /**
     * Seals everything into two copies and asks the verifier about them. They lie in a place of this run's own until they
     * are published.
     *
     * @throws PackageUnsound if the verifier does not find them valid
     */
    SealedPackage seal(Petition petition, Edition edition, long run, Meanwhile progress) throws IOException {
        writeDocuments(petition, edition, progress);
        Workplace work = work(petition, edition);
        SealFacts documented = work.documents().orElseThrow();
        SealKey key = sealKeys.key(organisation(petition));
        if (!key.fingerprint().equals(documented.fingerprint())) {
            throw new IllegalStateException("The key that seals was changed in this very moment");
        }
        Optional<TSPSource> timeStamps = documented.level() == Level.T
                ? settings.timeStampAuthority()
                        .map(address -> TimeStamping.by(address, edition.cutoff()))
                        .map(asked -> TimeStampAuthority.guarded(authority, asked))
                : Optional.empty();
        Optional<Path> before = before(petition, edition);
        Sealing sealing = new Sealing(key, timeStamps, progress::rest);
        Contents contents = new Contents(facts(petition, edition, work, documented), work.content());
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Path draft = work.draft(run);
        Path full = draft.resolve(Layout.packageName(petition.slug(), edition.number()));
        Path redacted = draft.resolve(Layout.redactedName(petition.slug(), edition.number()));
        SealedPackage result = new SealedPackage(
                tree(work),
                sha256(work.content().resolve(Layout.MANIFEST)),
                documented,
                sealing.seal(contents.sealed(Copy.FULL), edition.cutoff(), now, full),
                sealing.seal(contents.sealed(Copy.REDACTED), edition.cutoff(), now, redacted),
                now);
        verify(full, redacted, before, key.fingerprint(), progress);
        // Here, so that publishing takes no time.
        Durable.force(full);
        Durable.force(redacted);
        return result;
    }

    /** The package of the edition that one extends, in the copy that is kept for good; empty if that is not here. */
    private Optional<Path> before(Petition petition, Edition edition) throws IOException {
        Optional<Edition> previous = last(advancing.before(edition));
        Optional<Path> file = previous.flatMap(before -> packages.file(petition.slug(), before, Copy.REDACTED));
        if (file.isPresent()) {
            String found = HexFormat.of().formatHex(sha256(file.get()));
            if (!sealed(previous.get()).file(Copy.REDACTED).hex().equals(found)) {
                throw new PredecessorDamaged(previous.get());
            }
        } else if (previous.isPresent()) {
            LOG.warning(
                    () -> "Edition " + edition.id() + " is not compared with the one before: its package is not here");
        }
        return file;
    }

    /** What the portal itself would call broken is offered to nobody. */
    private static void verify(
            Path full, Path redacted, Optional<Path> before, String fingerprint, Meanwhile meanwhile) {
        PackageVerification verification = PackageVerification.of(full)
                .besides(redacted)
                .trusting(fingerprint)
                .between(meanwhile::rest);
        VerificationReport report =
                before.map(verification::extending).orElse(verification).run();
        if (report.verdict() != VerificationReport.Verdict.VALID) {
            throw new PackageUnsound(report);
        }
    }

    /** Puts the copies that a run has sealed where they will be found, together or not at all, in place of what is there. */
    void publish(Petition petition, Edition edition, long run) {
        try {
            Durable.publishFolder(
                    packages.work(petition.slug(), edition.id()).resolve(Workplace.draftName(run)),
                    packages.sealed(petition.slug(), edition.id()));
        } catch (IOException e) {
            throw new UncheckedIOException("The package of edition " + edition.id() + " could not be published", e);
        }
    }

    /** Removes what only compiling needed; names must not lie about. */
    void clear(Petition petition, Edition edition) throws IOException {
        work(petition, edition).clear();
    }

    private Facts facts(Petition petition, Edition edition, Workplace work, SealFacts seal) throws IOException {
        JsonObject statistics;
        try (InputStream in = Files.newInputStream(work.content().resolve(Layout.STATISTICS));
                JsonReader reader = Json.createReader(in)) {
            statistics = reader.readObject();
        }
        JsonObject accounting;
        try (JsonReader reader = Json.createReader(new StringReader(edition.accounting()))) {
            accounting = reader.readObject();
        }
        List<Edition> before = advancing.before(edition);
        return new Facts(
                petition,
                edition.number(),
                edition.cutoff(),
                settings.isTrial(),
                tree(work).root(),
                statistics,
                accounting,
                advancing.letters(edition, petition.letterVersion()),
                last(before).map(Compilation::previous),
                before.stream().map(Compilation::earlier).toList(),
                settings.publicUrl(),
                seal);
    }

    private static Optional<Edition> last(List<Edition> editions) {
        return editions.isEmpty() ? Optional.empty() : Optional.of(editions.get(editions.size() - 1));
    }

    private static Previous previous(Edition edition) {
        SealedPackage made = sealed(edition);
        TreeHead tree = made.tree();
        return new Previous(edition.number(), edition.cutoff(), made.manifestSha256(), tree.root(), tree.hexPeaks());
    }

    private static SealedPackage sealed(Edition edition) {
        return edition.sealed().orElseThrow();
    }

    private static Earlier earlier(Edition edition) {
        return new Earlier(
                edition.number(), edition.rowsTotal(), edition.deliveredAt().orElseThrow());
    }

    /** Without an authority the time is the sealer's claim; with one it is never less than what was asked for. */
    private Level level() {
        return settings.timeStampAuthority().isPresent() ? Level.T : Level.B;
    }

    private static String organisation(Petition petition) {
        return petition.organisation().name().in(petition.languages().get(0));
    }

    private Workplace work(Petition petition, Edition edition) {
        return new Workplace(packages.work(petition.slug(), edition.id()));
    }

    private static TreeHead tree(Workplace work) throws IOException {
        return work.rows().orElseThrow(() -> new IllegalStateException("The rows are not there yet"));
    }

    private static byte[] sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
