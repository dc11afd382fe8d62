package org.demarche.mail;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of mails in one language, from the bundle {@code messages/mails_{language}.properties}. */
public final class MailTexts {
    private static final ResourceBundle.Control NO_OTHER_LANGUAGE =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final ULocale locale;
    private final ResourceBundle bundle;

    private MailTexts(Locale locale) {
        this.locale = ULocale.forLocale(locale);
        this.bundle =
                ResourceBundle.getBundle("messages.mails", locale, MailTexts.class.getClassLoader(), NO_OTHER_LANGUAGE);
    }

    /**
     * {@return the texts in this language}
     *
     * @param language BCP 47
     * @throws java.util.MissingResourceException if there are none
     */
    public static MailTexts in(String language) {
        return new MailTexts(Locale.forLanguageTag(language));
    }

    /**
     * {@return the text of a key, its arguments filled in (ICU MessageFormat)}
     *
     * @throws java.util.MissingResourceException if there is no such key
     */
    public String text(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), locale).format(arguments);
    }

    boolean isRightToLeft() {
        return locale.isRightToLeft();
    }
}
