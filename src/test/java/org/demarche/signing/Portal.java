package org.demarche.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.persistence.EntityManager;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.demarche.config.OneNode;
import org.demarche.config.Settings;
import org.demarche.mail.Address;
import org.demarche.mail.AddressRules;
import org.demarche.mail.KnownDomains;
import org.demarche.mail.Mail;
import org.demarche.mail.MailBounced;
import org.demarche.mail.Outboxes;
import org.demarche.petition.Petition;
import org.demarche.petition.StoredPetitions;
import org.demarche.signature.Channel;
import org.demarche.signature.Consent;
import org.demarche.signature.ConsentTexts;
import org.demarche.signature.Flag;
import org.demarche.signature.Receipts;
import org.demarche.signature.ReviewRequests;
import org.demarche.signature.Rulings;
import org.demarche.signature.SignatureConfirmed;
import org.demarche.signature.Signatures;
import org.demarche.signature.Submissions;
import org.demarche.signature.Visibility;
import org.demarche.signature.marks.MailDomains;
import org.demarche.signature.marks.NetworkMarks;
import org.demarche.signing.confirming.Confirmation;
import org.demarche.signing.confirming.Confirming;
import org.demarche.signing.confirming.ConfirmingOnce;
import org.demarche.signing.confirming.Forgetting;
import org.demarche.signing.form.SigningForm;
import org.demarche.signing.ledger.AddressMarks;
import org.demarche.signing.ledger.Attempt;
import org.demarche.signing.ledger.Attempts;
import org.demarche.signing.ledger.Code;
import org.demarche.signing.ledger.Codes;
import org.demarche.signing.ledger.EndedLinks;
import org.demarche.signing.ledger.LinkRequests;
import org.demarche.signing.ledger.MailTally;
import org.demarche.signing.ledger.Sealing;
import org.demarche.signing.ledger.StopLinks;
import org.demarche.signing.ledger.Times;
import org.demarche.signing.limits.Network;
import org.demarche.signing.mailing.AddressBook;
import org.demarche.signing.mailing.Bouncing;
import org.demarche.signing.mailing.Correspondence;
import org.demarche.signing.mailing.Deciding;
import org.demarche.signing.mailing.Reminding;
import org.demarche.signing.mailing.ReturnTags;
import org.demarche.signing.mailing.Stopping;
import org.demarche.signing.own.Erasing;
import org.demarche.signing.own.FindingLinks;
import org.demarche.signing.own.Renewing;
import org.demarche.signing.own.Reviewing;
import org.demarche.signing.own.Revisiting;
import org.demarche.signing.own.Showing;
import org.demarche.signing.own.Withdrawing;
import org.demarche.testing.Events;
import org.demarche.testing.HandClock;
import org.demarche.testing.TestDatabase;
import org.demarche.testing.TestSettings;
import org.demarche.vault.NetworkKeys;
import org.demarche.vault.Sealed;
import org.demarche.vault.TestVault;
import org.demarche.vault.Token;
import org.demarche.vault.Unlocked;
import org.demarche.vault.drill.Readiness;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** The public's side of a portal without a container: each step in a transaction of its own. */
final class Portal {
    /** On loopback every petition is. */
    private static final Readiness READY = new Readiness(null, TestSettings.trial(), null);

    private static final Validator VALIDATOR = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();

    final HandClock clock = new HandClock("2026-11-23T12:30:00Z");
    /** Where nobody knows. */
    static final Network NETWORK = new Network("somewhere", Optional.empty(), Optional.empty());

    /** Where forms come from. */
    Network network = NETWORK;

    final AtomicInteger confirmed = new AtomicInteger();
    final AtomicInteger transactions = new AtomicInteger();

    /** What happens before each group is stored. */
    volatile Runnable beforeStoring = () -> {};

    final StoredPetitions petitions;

    /** What the pages say when they ask for consent. */
    final Map<Consent, String> wordings = new EnumMap<>(Map.of(
            Consent.SIGNING, "I agree to be counted.",
            Consent.HANDOVER, "I agree to be shown.",
            Consent.NEWS, "I agree to be written to."));

    /** The editions that every signature is in. */
    /** Of a portal that has compiled nothing. */
    private static final Receipts NO_RECEIPTS = new Receipts() {
        @Override
        public Optional<Integer> edition(long petitionId, long signatureId) {
            return Optional.empty();
        }

        @Override
        public Optional<String> receipt(long petitionId, long signatureId, Optional<Opening> opening) {
            return Optional.empty();
        }
    };

    final List<Submissions.Standing> editions = new ArrayList<>();

    private final Submissions submissions = (petition, signature) -> editions;

    /** What staff decided about every signature. */
    final List<Rulings.Given> given = new ArrayList<>();

    private final Rulings rulings = (petition, signature, language) -> given;

    /** The rules for addresses. */
    AddressRules rules = new AddressRules();

    private final TestDatabase database;
    private final TestVault vault;
    private final Settings settings;

    Portal(TestDatabase database, Path keys) {
        this(database, keys, TestSettings.trial());
    }

    Portal(TestDatabase database, Path keys, Settings settings) {
        this(database, keys, settings, petition -> petition);
    }

    /** With the shipped appeal changed. */
    Portal(TestDatabase database, Path keys, UnaryOperator<Petition> change) {
        this(database, keys, TestSettings.trial(), change);
    }

    private Portal(TestDatabase database, Path keys, Settings settings, UnaryOperator<Petition> change) {
        this.database = database;
        this.settings = settings;
        this.vault = TestVault.on(database, keys, clock);
        this.petitions = StoredPetitions.in(database, vault.vault(), clock, change);
    }

    /** Another portal on the same database and keys, as after a restart: it holds no key in memory. */
    Portal restarted(Path keys) {
        Portal other = new Portal(database, keys);
        other.clock.pass(Duration.between(other.clock.instant(), clock.instant()));
        return other;
    }

    SigningForm form(String email) {
        return new SigningForm(
                petitions.petition(), "en", "Jane Doe", email, "CH", List.of("1", "3"), "FULL", true, true, false);
    }

    SigningOutcome sign(String email) {
        return sign(form(email));
    }

    SigningOutcome sign(SigningForm form, Flag... flags) {
        return signing().sign(form, Channel.PAGE, Set.of(flags), network);
    }

    /** Signing as the container wires it: a transaction for each group. */
    Signing signing() {
        return new Signing(sealing(), VALIDATOR, in(this::consents), domains(), storing(), READY, clock);
    }

    /** Signing on a database that takes every row and then fails to commit. */
    Signing signingWithoutCommit() {
        Storing storing = new Storing() {
            @Override
            public void store(List<Attempt> together) {
                beforeStoring.run();
                database.inTransactionDo(entities -> {
                    new Storing(new Attempts(entities), new OneNode(), Events.unheard()).store(together);
                    throw new IllegalStateException("The commit did not come back");
                });
            }
        };
        return new Signing(sealing(), VALIDATOR, in(this::consents), domains(), storing, READY, clock);
    }

    private Storing storing() {
        return new Storing() {
            @Override
            public void store(List<Attempt> together) {
                beforeStoring.run();
                database.inTransactionDo(entities ->
                        new Storing(new Attempts(entities), new OneNode(), Events.unheard()).store(together));
                transactions.incrementAndGet();
            }
        };
    }

    void request(String email) {
        request(email, "en");
    }

    void request(String email, String language) {
        database.inTransactionDo(
                entities -> new FindingLinks(new LinkRequests(entities), petitions, sealing(), Events.unheard(), clock)
                        .request(Address.parse(email).orElseThrow(), language));
    }

    int decide() {
        return in(entities -> new Deciding(
                        new Attempts(entities),
                        new LinkRequests(entities),
                        new Signatures(entities),
                        addressBook(entities),
                        Outboxes.on(entities, clock),
                        null,
                        clock)
                .decide());
    }

    /** Decides, composes and sends what is due; the mails in order. */
    List<Mail> mails() {
        decide();
        return in(entities -> {
            List<Mail> mails = new ArrayList<>();
            Correspondence correspondence = correspondence(entities);
            Outboxes.empty(entities, item -> {
                Optional<Mail> mail = correspondence.compose(item);
                entities.flush();
                mail.ifPresent(mails::add);
                correspondence.sent(List.of(item));
            });
            return mails;
        });
    }

    private Correspondence correspondence(EntityManager entities) {
        return new Correspondence(
                new Attempts(entities),
                new LinkRequests(entities),
                new Signatures(entities),
                new AddressMarks(entities),
                new StopLinks(entities),
                returnTags(),
                sealing(),
                settings,
                clock);
    }

    public Confirmation look(Token token) {
        return in(entities -> once(entities).look(token));
    }

    public Confirmation confirm(Token token) {
        sealing().prepare(petitions.petition().id());
        return in(entities -> once(entities).confirm(token));
    }

    Confirmation confirm(String email, String code) {
        return in(entities -> once(entities)
                .confirm(Address.parse(email).orElseThrow(), Code.parse(code).orElseThrow()));
    }

    /** Confirming as the container wires it: a transaction a try. */
    Confirming confirming() {
        return new Confirming(
                new ConfirmingOnce() {
                    @Override
                    public Confirmation confirm(Token token) {
                        return in(entities -> once(entities).confirm(token));
                    }
                },
                petitions,
                sealing());
    }

    Optional<Revisiting.View> page(Token page) {
        return in(entities -> revisiting(entities).look(page, "en"));
    }

    Optional<EndedLinks.Why> whyNot(Token page) {
        return in(entities -> revisiting(entities).whyNot(page));
    }

    private Revisiting revisiting(EntityManager entities) {
        return new Revisiting(
                new Signatures(entities),
                submissions,
                new ReviewRequests(entities),
                rulings,
                new EndedLinks(entities),
                NO_RECEIPTS);
    }

    Showing.Result show(Token page, Visibility visibility, boolean handoverConsent, String language) {
        return in(entities -> new Showing(
                        new Signatures(entities), submissions, consents(entities), Events.unheard(), clock)
                .show(page, visibility, handoverConsent, language));
    }

    /** The same on a page that asks in these words. */
    Showing.Result show(Token page, Visibility visibility, boolean handoverConsent, String language, String wording) {
        return in(entities -> {
            ConsentTexts texts = consents(entities);
            texts.register(petitions.petition().id(), Consent.HANDOVER, language, wording);
            return new Showing(new Signatures(entities), submissions, texts, Events.unheard(), clock)
                    .show(page, visibility, handoverConsent, language);
        });
    }

    boolean askForReview(Token page, String text) {
        return in(entities -> new Reviewing(
                        new Signatures(entities), new ReviewRequests(entities), petitions, vault.vault(), clock)
                .ask(page, text));
    }

    Optional<Token> renew(Token page) {
        return in(entities -> new Renewing(
                        new Signatures(entities), new Codes(entities), new EndedLinks(entities), sealing(), clock)
                .renew(page));
    }

    boolean erase(Token page) {
        return in(entities -> new Erasing(
                        new Signatures(entities),
                        new ReviewRequests(entities),
                        new Codes(entities),
                        new EndedLinks(entities),
                        Events.unheard(),
                        clock)
                .erase(page));
    }

    /** What the vault reads, once staff have unlocked it. */
    String unlocked(Sealed what, String purpose) {
        try (Unlocked open = vault.vault().unlock(petitions.petition().id())) {
            return new String(open.open(what, purpose), UTF_8);
        }
    }

    private ConsentTexts consents(EntityManager entities) {
        ConsentTexts texts = new ConsentTexts(entities, clock);
        wordings.forEach((consent, text) -> texts.register(petitions.petition().id(), consent, "en", text));
        return texts;
    }

    boolean withdraw(Token page) {
        return in(entities -> new Withdrawing(new Signatures(entities), Events.unheard(), clock).withdraw(page));
    }

    int expire() {
        return in(entities -> upkeep(entities).expire());
    }

    /** Destroys what has served its purpose. */
    void destroy() {
        database.inTransactionDo(entities -> upkeep(entities).destroy());
    }

    NetworkKeys networkKeys() {
        return vault.networkKeys();
    }

    MailDomains domains() {
        return new MailDomains(vault.hash(), new KnownDomains());
    }

    private Upkeep upkeep(EntityManager entities) {
        return new Upkeep(
                new Attempts(entities),
                new LinkRequests(entities),
                new MailTally(entities),
                new StopLinks(entities),
                new EndedLinks(entities),
                vault.addressKeys(),
                vault.networkKeys(),
                new NetworkMarks(entities),
                clock);
    }

    /** Finds out who is to be reminded; returns how many attempts were looked at. */
    int remind() {
        return in(entities -> new Reminding(
                        new Attempts(entities), addressBook(entities), petitions, Outboxes.on(entities, clock), clock)
                .remind());
    }

    private AddressBook addressBook(EntityManager entities) {
        return new AddressBook(
                new Signatures(entities), petitions, new MailTally(entities), new AddressMarks(entities), clock);
    }

    Stopping.Standing lookAtStop(Token token) {
        return in(entities -> stopping(entities).look(token));
    }

    Stopping.Standing stop(Token token) {
        return in(entities -> stopping(entities).stop(token));
    }

    Stopping.Standing resume(Token token) {
        return in(entities -> stopping(entities).resume(token));
    }

    private Stopping stopping(EntityManager entities) {
        return new Stopping(
                new StopLinks(entities),
                new AddressMarks(entities),
                new Attempts(entities),
                new LinkRequests(entities),
                Outboxes.on(entities, clock),
                clock);
    }

    /** A mail with this tag has come back for good. */
    void bounced(String tag) {
        database.inTransactionDo(entities -> new Bouncing(
                        returnTags(),
                        new MailTally(entities),
                        new AddressMarks(entities),
                        new Signatures(entities),
                        clock)
                .bounced(new MailBounced(tag)));
    }

    private ReturnTags returnTags() {
        return new ReturnTags(vault.hash(), petitions);
    }

    /** What goes on in the background, a turn of it. */
    void forget() {
        long petition = petitions.petition().id();
        in(entities -> {
            forgetting(entities).forget();
            return null;
        });
        while (in(entities -> forgetting(entities).coarsen(petition))) {
            // Until nothing is left.
        }
    }

    private Forgetting forgetting(EntityManager entities) {
        return new Forgetting(new EndedLinks(entities), new Codes(entities), new Times(entities), clock);
    }

    OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private ConfirmingOnce once(EntityManager entities) {
        return new ConfirmingOnce(
                new Attempts(entities),
                new EndedLinks(entities),
                new Codes(entities),
                new Signatures(entities),
                petitions,
                sealing(),
                Events.<SignatureConfirmed>to(event -> confirmed.incrementAndGet()),
                clock);
    }

    private Sealing sealing() {
        return new Sealing(vault.vault(), vault.addressKeys(), vault.hash(), rules);
    }

    private <T> T in(Function<EntityManager, T> work) {
        return database.inTransaction(work);
    }

    /** The token at the end of a mail's link. */
    static Token token(Mail mail) {
        String link = mail.parts().stream()
                .filter(Mail.Link.class::isInstance)
                .map(part -> ((Mail.Link) part).target().getPath())
                .findFirst()
                .orElseThrow();
        return Token.parse(link.substring(link.lastIndexOf('/') + 1)).orElseThrow();
    }

    /** The token of the link that stops all mail. */
    static Token stop(Mail mail) {
        String link = mail.parts().stream()
                .filter(Mail.Stop.class::isInstance)
                .map(part -> ((Mail.Stop) part).page().getPath())
                .findFirst()
                .orElseThrow();
        return Token.parse(link.substring(link.lastIndexOf('/') + 1)).orElseThrow();
    }

    static String code(Mail mail) {
        return mail.parts().stream()
                .filter(Mail.Code.class::isInstance)
                .map(part -> ((Mail.Code) part).code())
                .findFirst()
                .orElseThrow();
    }
}
