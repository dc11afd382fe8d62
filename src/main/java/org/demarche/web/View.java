package org.demarche.web;

import java.util.Locale;
import java.util.Set;

/**
 * A public page: which file draws it, which forms it takes, and who may keep a copy.
 *
 * <p>The file is {@code /WEB-INF/pages/} and the name in lower case with hyphens.
 */
public enum View {
    LIST(Keeping.SHARED),
    PETITION(Keeping.SHARED, "sign"),
    CHECK_INBOX(Keeping.NOBODY),
    CONFIRM(Keeping.NOBODY, "confirm"),
    CODE(Keeping.SHARED, "code"),
    LOST_LINK(Keeping.SHARED, "lost"),
    LOST_LINK_SENT(Keeping.NOBODY),
    STOP(Keeping.NOBODY, "stop", "resume"),
    SIGNATURE(Keeping.NOBODY, "visibility", "review", "renew", "withdraw", "erase", "receipt"),
    SIGNATURE_DATA(Keeping.NOBODY),
    EDITIONS(Keeping.SHARED),
    TRANSPARENCY(Keeping.SHARED),
    VERIFY(Keeping.SHARED, "receipt"),
    PRIVACY(Keeping.SHARED),
    ACCESSIBILITY(Keeping.SHARED),
    TRIAL_INBOX(Keeping.NOBODY),
    TRIAL_MESSAGE(Keeping.NOBODY);

    /** Whether a page is the same for everyone, or for one person's eyes. */
    private enum Keeping {
        SHARED,
        NOBODY
    }

    private final Keeping keeping;
    // Made by Set.of, which nothing can change.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<String> forms;

    View(Keeping keeping, String... forms) {
        this.keeping = keeping;
        this.forms = Set.of(forms);
    }

    /** Whether everybody gets the same bytes, so that they may be kept in memory. */
    public boolean isShared() {
        return keeping == Keeping.SHARED;
    }

    /** The ids of the page's forms; a page without any takes no POST. */
    public Set<String> forms() {
        return forms;
    }

    /** Path of the file that draws the page, within the application. */
    public String file() {
        return "/WEB-INF/pages/" + name().toLowerCase(Locale.ROOT).replace('_', '-') + ".xhtml";
    }
}
