package org.demarche.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.MissingResourceException;
import org.junit.jupiter.api.Test;

class MailTest {
    private static final URI LINK = URI.create("https://petition.example/en/confirm/secret");

    @Test
    void hasOneLinkAndOneCodeAtMost() {
        Mail mail = Mail.to("jane@example.org", "en", "Your link")
                .link("Open this:", "Open", LINK)
                .code("Or type this:", "ABCD2345");
        assertThat(mail.parts()).hasSize(2);
        assertThatThrownBy(() -> mail.link("And this:", "Open", LINK)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> mail.code("And this:", "EFGH6789")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void showsNeitherRecipientNorSecrets() {
        Mail mail = Mail.to("jane@example.org", "en", "Your link")
                .link("Open this:", "Open", LINK)
                .code("Or type this:", "ABCD2345");
        assertThat(mail + " " + mail.parts())
                .doesNotContain("jane")
                .doesNotContain("secret")
                .doesNotContain("ABCD");
    }

    @Test
    void takesItsTextsFromTheBundleOfItsLanguageAlone() {
        assertThat(MailTexts.in("en").text("confirm.why", "petition.example")).contains("petition.example");
        assertThat(MailTexts.in("ru").text("hello")).isEqualTo("Здравствуйте!");
        assertThatThrownBy(() -> MailTexts.in("tlh")).isInstanceOf(MissingResourceException.class);
        assertThatThrownBy(() -> MailTexts.in("en").text("no.such.key")).isInstanceOf(MissingResourceException.class);
    }
}
