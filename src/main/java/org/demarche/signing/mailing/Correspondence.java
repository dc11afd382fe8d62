package org.demarche.signing.mailing;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.util.ULocale;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import org.demarche.config.Settings;
import org.demarche.mail.Correspondent;
import org.demarche.mail.Mail;
import org.demarche.mail.MailTexts;
import org.demarche.mail.OutboxItem;
import org.demarche.signature.Signature;
import org.demarche.signature.SignatureState;
import org.demarche.signature.Signatures;
import org.demarche.signing.ledger.AddressMarks;
import org.demarche.signing.ledger.Attempt;
import org.demarche.signing.ledger.Attempts;
import org.demarche.signing.ledger.Code;
import org.demarche.signing.ledger.LinkRequests;
import org.demarche.signing.ledger.Links;
import org.demarche.signing.ledger.Outcome;
import org.demarche.signing.ledger.Sealing;
import org.demarche.signing.ledger.StopLinks;
import org.demarche.vault.Token;

/** What signers are told by mail: confirm, confirm after all, you have signed already, here is the link to your page. */
@ApplicationScoped
public class Correspondence implements Correspondent {
    /** To confirm; refers to an attempt. */
    public static final String CONFIRM = "CONFIRM";
    /** To confirm after all, days later; refers to an attempt. */
    public static final String REMINDER = "REMINDER";
    /** The address has signed already; refers to the attempt that was closed as a duplicate. */
    public static final String ALREADY = "ALREADY";
    /** The link to one's page, asked for; refers to a link request. */
    public static final String PAGE = "PAGE";

    private Attempts attempts;
    private LinkRequests requests;
    private Signatures signatures;
    private AddressMarks marks;
    private StopLinks stopLinks;
    private ReturnTags returnTags;
    private Sealing sealing;
    private Settings settings;
    private Clock clock;

    protected Correspondence() {}

    @Inject
    public Correspondence(
            Attempts attempts,
            LinkRequests requests,
            Signatures signatures,
            AddressMarks marks,
            StopLinks stopLinks,
            ReturnTags returnTags,
            Sealing sealing,
            Settings settings,
            Clock clock) {
        this.attempts = attempts;
        this.requests = requests;
        this.signatures = signatures;
        this.marks = marks;
        this.stopLinks = stopLinks;
        this.returnTags = returnTags;
        this.sealing = sealing;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(CONFIRM, REMINDER, ALREADY, PAGE);
    }

    @Override
    public Optional<Mail> compose(OutboxItem item) {
        return switch (item.kind()) {
            case CONFIRM, REMINDER ->
                attempts.find(item.petitionId(), item.referenceId())
                        .filter(attempt -> attempt.outcome() == Outcome.OPEN && !attempt.isExpired(clock.instant()))
                        .flatMap(attempt ->
                                reader(item, sealing.address(attempt)).map(reader -> confirm(attempt, reader, item)));
            case ALREADY ->
                attempts.find(item.petitionId(), item.referenceId())
                        .flatMap(attempt -> reader(item, sealing.address(attempt))
                                .flatMap(reader -> attempt.repeats()
                                        .flatMap(id -> shown(item, id))
                                        .map(signature -> page("already", reader, item, signature))));
            case PAGE ->
                requests.find(item.petitionId(), item.referenceId())
                        .flatMap(request -> reader(item, sealing.open(item.petitionId(), request.address()))
                                .flatMap(reader -> request.signature()
                                        .flatMap(id -> shown(item, id))
                                        .map(signature -> page("page", reader, item, signature))));
            default -> throw unknown(item);
        };
    }

    /** A signature whose page still says something. */
    private Optional<Signature> shown(OutboxItem item, long signature) {
        return signatures.find(item.petitionId(), signature).filter(found -> found.state() != SignatureState.ERASED);
    }

    @Override
    public void sent(OutboxItem item) {
        switch (item.kind()) {
            case CONFIRM, REMINDER ->
                attempts.find(item.petitionId(), item.referenceId())
                        .ifPresent(attempt -> attempt.mailed(clock.instant()));
            default -> dropped(item);
        }
    }

    @Override
    public void dropped(OutboxItem item) {
        switch (item.kind()) {
            case CONFIRM, REMINDER -> {
                // What was kept is kept for the attempt, until it ends.
            }
            case ALREADY -> attempts.find(item.petitionId(), item.referenceId()).ifPresent(Attempt::forgetAddress);
            case PAGE -> requests.find(item.petitionId(), item.referenceId()).ifPresent(requests::remove);
            default -> throw unknown(item);
        }
    }

    private static IllegalArgumentException unknown(OutboxItem item) {
        return new IllegalArgumentException("There is no mail of the kind " + item.kind() + ".");
    }

    /** Who gets a mail, and the keyed hash by which they are known. */
    private record Reader(String address, byte[] hash) {}

    /** Empty if the address cannot be read any more, or gets no mail. */
    private Optional<Reader> reader(OutboxItem item, Optional<String> address) {
        return address.map(text ->
                        new Reader(text, sealing.hashes(item.petitionId(), text).current()))
                .filter(reader -> !marks.isSilent(item.petitionId(), reader.hash()));
    }

    private Mail confirm(Attempt attempt, Reader reader, OutboxItem item) {
        boolean reminds = item.kind().equals(REMINDER);
        Token token =
                reminds ? freshToken(attempt) : sealing.firstToken(attempt).orElseGet(() -> freshToken(attempt));
        MailTexts texts = MailTexts.in(item.language());
        String kind = reminds ? "reminder" : "confirm";
        Mail mail = to(reader, item, texts, kind)
                .link(
                        texts.text("confirm.link.lead"),
                        texts.text("confirm.link.button"),
                        Links.confirm(settings, item.language(), token))
                .code(texts.text("confirm.code.lead"), Code.of(token).text())
                .paragraph(texts.text("confirm.validity", date(attempt.expiresAt(), item.language())))
                .paragraph(texts.text("confirm.notYou"));
        return stoppable(mail, reader, item, texts, reminds);
    }

    private Mail to(Reader reader, OutboxItem item, MailTexts texts, String kind) {
        return Mail.to(reader.address(), item.language(), texts.text(kind + ".subject"))
                .returningTo(returnTags.of(item.petitionId(), reader.hash()))
                .paragraph(texts.text(kind + ".why", host()));
    }

    /** Mail programs get a button of their own where nobody asked for the mail: others could press it by mistake. */
    private Mail stoppable(Mail mail, Reader reader, OutboxItem item, MailTexts texts, boolean unasked) {
        Token stop = sealing.newToken();
        stopLinks.add(item.petitionId(), reader.hash(), stop, clock.instant());
        return mail.stop(
                texts.text("stop.lead"),
                Links.stop(settings, item.language(), stop),
                unasked ? Optional.of(Links.unsubscribe(settings, stop)) : Optional.empty());
    }

    /** Another link, since the first one's token cannot be read any more: another node has it, or its hour is over. */
    private Token freshToken(Attempt attempt) {
        Token token = sealing.newToken();
        attempts.addLink(attempt, token, clock.instant());
        attempt.renewCode(sealing.codeHash(attempt.petitionId(), attempt.addressHash(), Code.of(token)));
        return token;
    }

    private Mail page(String kind, Reader reader, OutboxItem item, Signature signature) {
        Token page = sealing.newToken();
        signatures.addLink(signature, page, clock.instant());
        MailTexts texts = MailTexts.in(item.language());
        Mail mail = to(reader, item, texts, kind)
                .link(
                        texts.text(kind + ".link.lead"),
                        texts.text(kind + ".link.button"),
                        Links.page(settings, item.language(), page))
                .paragraph(texts.text(kind + ".notYou"));
        return stoppable(mail, reader, item, texts, false);
    }

    private String host() {
        return settings.publicUrl().getHost();
    }

    private static String date(Instant day, String language) {
        // English as most of the world writes it: day, month, year.
        ULocale locale = ULocale.forLanguageTag(language.equals("en") ? "en-001" : language);
        return DateFormat.getDateInstance(DateFormat.LONG, locale).format(Date.from(day));
    }
}
