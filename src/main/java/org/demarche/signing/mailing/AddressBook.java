package org.demarche.signing.mailing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.demarche.petition.Petitions;
import org.demarche.signature.AddressHashes;
import org.demarche.signature.Mailbox;
import org.demarche.signature.Signature;
import org.demarche.signature.Signatures;
import org.demarche.signing.ledger.AddressMarks;
import org.demarche.signing.ledger.Attempt;
import org.demarche.signing.ledger.MailTally;

/**
 * What is known of the addresses of some attempts: what they have signed, whether they want mail, and how much of it
 * they may still get. It is asked for at once for all of them, since the database answers one question in little more
 * than the time that it takes to ask.
 */
@ApplicationScoped
public class AddressBook {
    private Signatures signatures;
    private Petitions petitions;
    private MailTally tally;
    private AddressMarks marks;
    private Clock clock;

    protected AddressBook() {}

    @Inject
    public AddressBook(Signatures signatures, Petitions petitions, MailTally tally, AddressMarks marks, Clock clock) {
        this.signatures = signatures;
        this.petitions = petitions;
        this.tally = tally;
        this.marks = marks;
        this.clock = clock;
    }

    /** Looks up the addresses of open attempts of one petition, for this transaction. */
    Entries look(long petitionId, List<Attempt> attempts) {
        List<byte[]> hashes = attempts.stream().map(Attempt::addressHash).toList();
        return new Entries(
                signatures.mailboxes(
                        petitionId,
                        attempts.stream().map(Attempt::hashes).toList(),
                        petitions.byId(petitionId).sharedMailboxes()),
                marks.silent(petitionId, hashes),
                tally.allowance(petitionId, hashes, today()));
    }

    /** Whether an address gets no mail. */
    boolean isSilent(long petitionId, byte[] addressHash) {
        return marks.isSilent(petitionId, addressHash);
    }

    /** What one address may still be sent. */
    MailTally.Allowance allowance(long petitionId, byte[] addressHash) {
        return tally.allowance(petitionId, List.of(addressHash), today());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** What was found, with what is counted since. */
    record Entries(
            Function<AddressHashes, Mailbox> mailboxes, Predicate<byte[]> silent, MailTally.Allowance allowance) {
        /** The signature that an attempt would only repeat. */
        Optional<Signature> repeated(Attempt attempt) {
            return mailboxes.apply(attempt.hashes()).repeatedBy(attempt.nameHash());
        }

        boolean isSilent(Attempt attempt) {
            return silent.test(attempt.addressHash());
        }

        /** Counts one more mail to the address of an attempt, if it may be sent. */
        boolean spend(Attempt attempt) {
            return allowance.spend(attempt.addressHash());
        }

        /** The start of the first day on which the address may be sent a mail, if it is sent none until then. */
        Instant nextDay(Attempt attempt) {
            return allowance
                    .nextDay(attempt.addressHash())
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
        }
    }
}
