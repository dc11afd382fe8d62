package org.demarche.signing.mailing;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.util.ULocale;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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

    // Kept: to make one takes longer than to seal an address.
    private static final Map<String, DateFormat> DATES = new ConcurrentHashMap<>();

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
        return Optional.ofNullable(composeAll(List.of(item)).get(item));
    }

    @Override
    public Map<OutboxItem, Mail> composeAll(List<OutboxItem> items) {
        Map<OutboxItem, Mail> mails = new HashMap<>();
        items.stream()
                .collect(Collectors.groupingBy(OutboxItem::petitionId))
                .forEach((petition, theirs) -> composeAll(petition, theirs, mails));
        return mails;
    }

    private void composeAll(long petitionId, List<OutboxItem> items, Map<OutboxItem, Mail> mails) {
        Map<Long, Attempt> about = about(petitionId, items);
        List<Draft> drafts = items.stream()
                .flatMap(item -> draft(item, about.get(item.referenceId())).stream())
                .toList();
        Predicate<byte[]> silent = marks.silent(
                petitionId, drafts.stream().map(draft -> draft.reader().hash()).toList());
        drafts.stream()
                .filter(draft -> !silent.test(draft.reader().hash()))
                .forEach(draft -> draft.writing().get().ifPresent(mail -> mails.put(draft.item(), mail)));
    }

    /** The attempts that some mails are about, by number. */
    private Map<Long, Attempt> about(long petitionId, List<OutboxItem> items) {
        List<Long> ids = items.stream()
                .filter(item -> !item.kind().equals(PAGE))
                .map(OutboxItem::referenceId)
                .toList();
        return ids.isEmpty() ? Map.of() : attempts.findAll(petitionId, ids);
    }

    /** Who gets a mail, and the keyed hash by which they are known. */
    private record Reader(String address, byte[] hash) {}

    /** A mail that is written if its reader wants mail at all. */
    private record Draft(OutboxItem item, Reader reader, Supplier<Optional<Mail>> writing) {}

    /**
     * Empty if there is nothing to say any more, or nobody whose address can still be read.
     *
     * @param attempt what a mail of any kind but {@link #PAGE} is about; null if there is none
     */
    private Optional<Draft> draft(OutboxItem item, Attempt attempt) {
        return switch (item.kind()) {
            case CONFIRM, REMINDER ->
                Optional.ofNullable(attempt)
                        .filter(form -> form.outcome() == Outcome.OPEN && !form.isExpired(clock.instant()))
                        .flatMap(form ->
                                draft(item, sealing.address(form), reader -> Optional.of(confirm(form, reader, item))));
            case ALREADY ->
                Optional.ofNullable(attempt)
                        .flatMap(form -> draft(item, sealing.address(form), reader -> form.repeats()
                                .flatMap(id -> shown(item, id))
                                .map(signature -> page("already", reader, item, signature))));
            case PAGE ->
                requests.find(item.petitionId(), item.referenceId())
                        .flatMap(request -> draft(
                                item, sealing.open(item.petitionId(), request.address()), reader -> request.signature()
                                        .flatMap(id -> shown(item, id))
                                        .map(signature -> page("page", reader, item, signature))));
            default -> throw unknown(item);
        };
    }

    private Optional<Draft> draft(OutboxItem item, Optional<String> address, Function<Reader, Optional<Mail>> writing) {
        return address.map(text ->
                        new Reader(text, sealing.hashes(item.petitionId(), text).current()))
                .map(reader -> new Draft(item, reader, () -> writing.apply(reader)));
    }

    /** A signature whose page still says something. */
    private Optional<Signature> shown(OutboxItem item, long signature) {
        return signatures.find(item.petitionId(), signature).filter(found -> found.state() != SignatureState.ERASED);
    }

    @Override
    public void sent(List<OutboxItem> items) {
        items.stream().collect(Collectors.groupingBy(OutboxItem::petitionId)).forEach(this::sent);
    }

    private void sent(long petitionId, List<OutboxItem> items) {
        Map<Long, Attempt> about = about(petitionId, items);
        for (OutboxItem item : items) {
            switch (item.kind()) {
                case CONFIRM, REMINDER ->
                    Optional.ofNullable(about.get(item.referenceId()))
                            .ifPresent(attempt -> attempt.mailed(clock.instant()));
                default -> dropped(item);
            }
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

    /** Another link, since the first one's token cannot be read any more: the node that had it is gone, or its hour over. */
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
        DateFormat format = DATES.computeIfAbsent(language, Correspondence::dates);
        // One for each use: a format is not for several threads.
        return format.clone().format(Date.from(day));
    }

    private static DateFormat dates(String language) {
        // English as most of the world writes it: day, month, year.
        return DateFormat.getDateInstance(
                DateFormat.LONG, ULocale.forLanguageTag(language.equals("en") ? "en-001" : language));
    }
}
