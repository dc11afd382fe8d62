package org.demarche.signature;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Optional;

/** Which version of each wording a signer consented to when they signed; nothing where they did not. */
@Embeddable
public class Consents {
    @Column(name = "consent_version")
    private Integer signing;

    @Column(name = "handover_version")
    private Integer handover;

    @Column(name = "news_version")
    private Integer news;

    protected Consents() {}

    /** Null where there was no consent. */
    Consents(Integer signing, Integer handover, Integer news) {
        this.signing = signing;
        this.handover = handover;
        this.news = news;
    }

    /** Nothing that was given, or nothing that is known of it. */
    public static Consents none() {
        return new Consents(null, null, null);
    }

    Consents withHandover(Integer version) {
        return new Consents(signing, version, news);
    }

    /** The version of the wording; empty where there was no consent, or where it was given before wordings were kept. */
    public Optional<Integer> version(Consent consent) {
        return Optional.ofNullable(
                switch (consent) {
                    case SIGNING -> signing;
                    case HANDOVER -> handover;
                    case NEWS -> news;
                });
    }
}
