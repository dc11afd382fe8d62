package org.demarche.submission.delivery;

/** The way that a package takes to its addressee. */
public enum DeliveryChannel {
    IN_PERSON,
    COURIER,
    POST,
    EMAIL
}
