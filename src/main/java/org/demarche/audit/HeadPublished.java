package org.demarche.audit;

/** A new day's head of the log can be read by everybody; auditors are to get it by mail. */
public record HeadPublished(PublishedHead head) {}
