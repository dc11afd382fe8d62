package org.demarche.submission.delivery;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import org.demarche.petition.RowId;
import org.demarche.submission.Edition;

/** What the addressee answered to an edition that they have, as staff tell it to everybody. */
@Entity
@Table(name = "edition_answer")
@IdClass(RowId.class)
public class Answer {
    @Id
    @Column(name = "petition_id")
    private long petitionId;

    /** Of the edition. */
    @Id
    @Column(name = "edition_id")
    private long id;

    @Column(name = "handed_over")
    private boolean handedOver;

    @Column(name = "answered_on")
    private LocalDate answeredOn;

    private String text;

    @Column(name = "recorded_by")
    private String recordedBy;

    @Column(name = "recorded_at")
    private Instant recordedAt;

    protected Answer() {}

    Answer(Edition edition) {
        this.petitionId = edition.petitionId();
        this.id = edition.id();
        this.handedOver = true;
    }

    /** Tells it, or tells it better. */
    void tell(LocalDate day, String words, String by, Instant now) {
        answeredOn = day;
        text = words;
        recordedBy = by;
        recordedAt = now;
    }

    public LocalDate day() {
        return answeredOn;
    }

    public String text() {
        return text;
    }
}
