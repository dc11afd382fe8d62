package org.demarche.signature;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/** What a signer decided: where from, which demands, what the addressee sees, and what they consented to beyond it. */
@Embeddable
public class Choices {
    @Column(columnDefinition = "char(2)")
    private String country;

    @Column(name = "demands")
    private Integer demands;

    @Enumerated(EnumType.STRING)
    private Visibility visibility;

    private Boolean handover;
    private Boolean news;

    protected Choices() {}

    /**
     * @param country ISO 3166-1 alpha-2
     * @param handover consent to be handed to the addressee by initials or name; without meaning, and so not kept, for
     *     {@link Visibility#COUNTED}
     * @param news consent to be told by mail what becomes of the petition
     */
    public Choices(String country, Support support, Visibility visibility, boolean handover, boolean news) {
        if (visibility.needsHandover() && !handover) {
            throw new IllegalArgumentException("Nobody is shown to the addressee without consent to the hand-over.");
        }
        this.country = country;
        this.demands = support.bits();
        this.visibility = visibility;
        this.handover = visibility.needsHandover();
        this.news = news;
    }

    /** The same, but shown differently. */
    public Choices shownAs(Visibility other, boolean handoverConsent) {
        return new Choices(country, support(), other, handoverConsent, news);
    }

    /** What is left after erasure: the demands, which editions have counted, and nothing that tells anything else. */
    Choices erased() {
        return new Choices(null, support(), Visibility.COUNTED, false, false);
    }

    public String country() {
        return country;
    }

    public Support support() {
        return Support.ofBits(demands);
    }

    public Visibility visibility() {
        return visibility;
    }

    public boolean handover() {
        return handover;
    }

    public boolean news() {
        return news;
    }
}
