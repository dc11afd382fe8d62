package org.demarche.signing.ledger;

import java.net.URI;
import org.demarche.config.Settings;
import org.demarche.vault.Token;

/** Where the links of mails lead, and how a page's token follows from that of the link before it. */
public final class Links {
    private Links() {}

    public static URI confirm(Settings settings, String language, Token token) {
        return URI.create(settings.publicUrl() + "/" + language + "/confirm/" + token.text());
    }

    public static URI page(Settings settings, String language, Token page) {
        return URI.create(settings.publicUrl() + "/" + language + "/signature/" + page.text());
    }

    public static URI stop(Settings settings, String language, Token stop) {
        return URI.create(settings.publicUrl() + "/" + language + "/stop/" + stop.text());
    }

    /** Where mail programs send what their own button says (RFC 8058). */
    public static URI unsubscribe(Settings settings, Token stop) {
        return URI.create(settings.publicUrl() + "/unsubscribe/" + stop.text());
    }

    /**
     * The token of the page that a confirmation leads to. It follows from the confirmation's, so that confirming twice
     * leads to the same page although the server keeps neither.
     */
    public static Token pageAfter(Token confirmation) {
        return confirmation.derive("page");
    }
}
