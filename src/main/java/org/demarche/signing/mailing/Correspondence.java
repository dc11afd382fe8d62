package org.demarche.signing.mailing;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.util.ULocale;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
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
import org.demarche.signature.Signatures;
import org.demarche.signing.ledger.Attempt;
import org.demarche.signing.ledger.Attempts;
import org.demarche.signing.ledger.Code;
import org.demarche.signing.ledger.LinkRequests;
import org.demarche.signing.ledger.Links;
import org.demarche.signing.ledger.Outcome;
import org.demarche.signing.ledger.Sealing;
import org.demarche.vault.Token;

/** What signers are told by mail: confirm, you have signed already, here is the link to your page. */
@ApplicationScoped
public class Correspondence implements Correspondent {
    /** To confirm; refers to an attempt. */
    public static final String CONFIRM = "CONFIRM";
    /** The address has signed already; refers to the attempt that was closed as a duplicate. */
    public static final String ALREADY = "ALREADY";
    /** The link to one's page, asked for; refers to a link request. */
    public static final String PAGE = "PAGE";

    private Attempts attempts;
    private LinkRequests requests;
    private Signatures signatures;
    private Sealing sealing;
    private Settings settings;
    private Clock clock;

    protected Correspondence() {}

    @Inject
    public Correspondence(
            Attempts attempts,
            LinkRequests requests,
            Signatures signatures,
            Sealing sealing,
            Settings settings,
            Clock clock) {
        this.attempts = attempts;
        this.requests = requests;
        this.signatures = signatures;
        this.sealing = sealing;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(CONFIRM, ALREADY, PAGE);
    }

    @Override
    public Optional<Mail> compose(OutboxItem item) {
        return switch (item.kind()) {
            case CONFIRM ->
                attempts.find(item.petitionId(), item.referenceId())
                        .filter(attempt -> attempt.outcome() == Outcome.OPEN)
                        .flatMap(attempt ->
                                sealing.address(attempt).map(address -> confirm(attempt, address, item.language())));
            case ALREADY ->
                attempts.find(item.petitionId(), item.referenceId())
                        .flatMap(sealing::address)
                        .flatMap(address -> page("already", item, address));
            case PAGE ->
                requests.find(item.petitionId(), item.referenceId())
                        .flatMap(request -> sealing.open(item.petitionId(), request.address()))
                        .flatMap(address -> page("page", item, address));
            default -> throw new IllegalArgumentException("There is no mail of the kind " + item.kind() + ".");
        };
    }

    @Override
    public void sent(OutboxItem item) {
        switch (item.kind()) {
            case CONFIRM -> attempts.find(item.petitionId(), item.referenceId()).ifPresent(Attempt::forgetToken);
            case ALREADY -> attempts.find(item.petitionId(), item.referenceId()).ifPresent(Attempt::forgetAddress);
            case PAGE -> requests.find(item.petitionId(), item.referenceId()).ifPresent(requests::remove);
            default -> throw new IllegalArgumentException("There is no mail of the kind " + item.kind() + ".");
        }
    }

    private Mail confirm(Attempt attempt, String address, String language) {
        Token token = sealing.firstToken(attempt).orElseGet(() -> freshToken(attempt));
        MailTexts texts = MailTexts.in(language);
        return Mail.to(address, language, texts.text("confirm.subject"))
                .paragraph(texts.text("confirm.why", host()))
                .link(
                        texts.text("confirm.link.lead"),
                        texts.text("confirm.link.button"),
                        Links.confirm(settings, language, token))
                .code(texts.text("confirm.code.lead"), Code.of(token).text())
                .paragraph(texts.text("confirm.validity", date(attempt.expiresAt(), language)))
                .paragraph(texts.text("confirm.notYou"));
    }

    /** Another link, since the first one's token cannot be read any more: another node has it, or its hour is over. */
    private Token freshToken(Attempt attempt) {
        Token token = sealing.newToken();
        attempts.addLink(attempt, token, clock.instant());
        attempt.renewCode(sealing.codeHash(attempt.petitionId(), attempt.addressHash(), Code.of(token)));
        return token;
    }

    private Optional<Mail> page(String texts, OutboxItem item, String address) {
        return signatures
                .byAddress(item.petitionId(), sealing.hash(item.petitionId(), address))
                .map(signature -> {
                    Token page = sealing.newToken();
                    signatures.addLink(signature, page, clock.instant());
                    return page(texts, item.language(), address, Links.page(settings, item.language(), page));
                });
    }

    private Mail page(String kind, String language, String address, URI page) {
        MailTexts texts = MailTexts.in(language);
        return Mail.to(address, language, texts.text(kind + ".subject"))
                .paragraph(texts.text(kind + ".why", host()))
                .link(texts.text(kind + ".link.lead"), texts.text(kind + ".link.button"), page)
                .paragraph(texts.text(kind + ".notYou"));
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
