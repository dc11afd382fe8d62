package org.demarche.submission.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Optional;
import org.demarche.petition.Petition;
import org.demarche.petition.Petitions;
import org.demarche.submission.Edition;
import org.demarche.submission.Editions;
import org.demarche.submission.shelf.Packages;
import org.demarche.verification.Layout;
import org.demarche.verification.Receipt;
import org.demarche.verification.ReceiptReading;

/** Checks a receipt against what was published of its edition. Nothing of it is kept or logged. */
@ApplicationScoped
public class CheckingReceipt {
    private Petitions petitions;
    private Editions editions;
    private Packages packages;
    private Clock clock;

    protected CheckingReceipt() {}

    @Inject
    CheckingReceipt(Petitions petitions, Editions editions, Packages packages, Clock clock) {
        this.petitions = petitions;
        this.editions = editions;
        this.packages = packages;
        this.clock = clock;
    }

    /**
     * Checks a receipt.
     *
     * @param text of its file, as a form sends it: its ends of lines may have changed on the way
     */
    @Transactional
    public CheckedReceipt check(String text) {
        String plain = text.strip().replace("\r\n", "\n") + "\n";
        ReceiptReading reading = Receipt.read(plain.getBytes(UTF_8));
        if (!(reading instanceof Receipt receipt)) {
            return CheckedReceipt.Refused.UNREADABLE;
        }
        return petitions
                .bySlug(receipt.petition())
                .flatMap(petition -> published(petition, receipt).map(edition -> check(petition, edition, receipt)))
                .orElse(CheckedReceipt.Refused.UNKNOWN);
    }

    private Optional<Edition> published(Petition petition, Receipt receipt) {
        return editions.published(petition.id(), clock.instant()).stream()
                .filter(edition -> edition.number() == receipt.edition())
                .findFirst();
    }

    private CheckedReceipt check(Petition petition, Edition edition, Receipt receipt) {
        Optional<byte[]> checkpoint = checkpoint(petition, edition);
        if (checkpoint.isEmpty() || edition.sealed().isEmpty()) {
            return CheckedReceipt.Refused.UNKNOWN;
        }
        String key = edition.sealed().get().seal().checkpoint();
        boolean holds = receipt.verify(checkpoint.get(), key).holds();
        return holds
                ? new CheckedReceipt.Genuine(petition, edition.number(), receipt.index() + 1, receipt.name())
                : CheckedReceipt.Refused.BROKEN;
    }

    private Optional<byte[]> checkpoint(Petition petition, Edition edition) {
        try {
            return packages.content(petition.slug(), edition, Layout.CHECKPOINT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
