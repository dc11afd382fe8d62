package org.demarche.petition;

import java.time.LocalDate;

/** The person for whom the petition speaks, and what has become of them since the letter was written. */
public record Subject(Words name, Words description, Status status, LocalDate statusDate, Words statusText) {
    public enum Status {
        DECEASED,
        IMPRISONED,
        RELEASED
    }
}
