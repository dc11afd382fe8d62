package org.demarche.web;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A public page: which file draws it, which forms it takes, and who may keep a copy.
 *
 * <p>The file is {@code /WEB-INF/pages/} and the name in lower case with hyphens.
 */
public enum View {
    LIST(Keeping.SHARED),
    PETITION(Keeping.SHARED, Map.of("sign", "petitionPage.sign")),
    CHECK_INBOX(Keeping.NOBODY),
    CONFIRM(Keeping.NOBODY, Map.of("confirm", "confirmPage.confirm")),
    CODE(Keeping.SHARED, Map.of("code", "codePage.confirm")),
    LOST_LINK(Keeping.SHARED, Map.of("lost", "lostLinkPage.request")),
    LOST_LINK_SENT(Keeping.NOBODY),
    STOP(Keeping.NOBODY, Map.of("stop", "stopPage.stop", "resume", "stopPage.resume")),
    SIGNATURE(
            Keeping.NOBODY,
            Map.of(
                    "visibility", "signaturePage.show",
                    "review", "signaturePage.review",
                    "renew", "signaturePage.renew",
                    "withdraw", "signaturePage.withdraw",
                    "erase", "signaturePage.erase",
                    "receipt", "signaturePage.takeReceipt")),
    SIGNATURE_DATA(Keeping.NOBODY),
    EDITIONS(Keeping.SHARED),
    TRANSPARENCY(Keeping.SHARED),
    VERIFY(Keeping.SHARED, Map.of("receipt", "verifyPage.check")),
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
    // Made by Map.of, which nothing can change.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Map<String, String> actions;

    View(Keeping keeping) {
        this(keeping, Map.of());
    }

    View(Keeping keeping, Map<String, String> actions) {
        this.keeping = keeping;
        this.actions = actions;
    }

    /** Whether everybody gets the same bytes, so that they may be kept in memory. */
    public boolean isShared() {
        return keeping == Keeping.SHARED;
    }

    /** The ids of the page's forms; a page without any takes no POST. */
    public Set<String> forms() {
        return actions.keySet();
    }

    /**
     * What a form does.
     *
     * @param form one of {@link #forms()}
     * @return name of the page's bean, and its method
     */
    public String action(String form) {
        return actions.get(form);
    }

    /** Path of the file that draws the page, within the application. */
    public String file() {
        return "/WEB-INF/pages/" + name().toLowerCase(Locale.ROOT).replace('_', '-') + ".xhtml";
    }
}
