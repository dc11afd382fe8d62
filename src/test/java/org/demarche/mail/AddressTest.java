package org.demarche.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    private static final AddressRules RULES = new AddressRules();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jane@example.org",
                "jane.doe+petition@example.org",
                "o'brien@example.org",
                "a@b.co",
                "1234567890@example.org",
                "_______@example.org",
                "jane@sub.domain.example.org",
                "jane@xn--bcher-kva.example",
                "jane@bücher.example",
                "jane@пример.рф",
                "иван@пример.рф",
                "用户@例子.广告",
                "jane@example.museum",
            })
    void acceptsWhatRealMailboxesLookLike(String typed) {
        assertThat(Address.parse(typed))
                .hasValueSatisfying(address -> assertThat(address.text()).isEqualTo(typed));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "jane",
                "@example.org",
                "jane@",
                "jane@localhost",
                "jane@@example.org",
                "jane@doe@example.org",
                "jane doe@example.org",
                "jane@exa mple.org",
                "jane..doe@example.org",
                ".jane@example.org",
                "jane.@example.org",
                "jane@example..org",
                "jane@-example.org",
                "jane@example_.org",
                "jane@example.org.",
                "jane@192.0.2.1",
                "jane@[192.0.2.1]",
                "\"jane doe\"@example.org",
                "\"jane\"@example.org",
                "Jane Doe <jane@example.org>",
                "jane(comment)@example.org",
                "@relay.example:jane@example.org",
                "jane@example.o",
                "jane@example.org\r\nBcc: other@example.org",
                "ja\u0000ne@example.org",
                "ja\u200bne@example.org",
                "jane\u202e@example.org",
                "jane,john@example.org",
                "jane;john@example.org",
            })
    void refusesTheRest(String typed) {
        assertThat(Address.parse(typed)).isEmpty();
    }

    @Test
    void countsOctetsNotCharacters() {
        String domain = ("d".repeat(63) + ".").repeat(2) + "d".repeat(58) + ".org";
        assertThat(Address.parse("j".repeat(63) + "@" + domain)).isPresent();
        assertThat(Address.parse("j".repeat(64) + "@" + domain)).isEmpty();
        assertThat(Address.parse("j".repeat(65) + "@example.org")).isEmpty();
        assertThat(Address.parse("ж".repeat(32) + "@example.org")).isPresent();
        assertThat(Address.parse("ж".repeat(33) + "@example.org")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "jane@example.org, jane@example.org",
        "' Jane@Example.ORG ', jane@example.org",
        "jane+petition@example.org, jane@example.org",
        "jane+a+b@example.org, jane@example.org",
        "+jane@example.org, +jane@example.org",
        "jane.doe@example.org, jane.doe@example.org",
        "jane.doe@gmail.com, janedoe@gmail.com",
        "J.A.N.E.Doe+x.y@googlemail.com, janedoe@gmail.com",
        "janedoe@GoogleMail.com, janedoe@gmail.com",
        "jane@bücher.example, jane@xn--bcher-kva.example",
        "jane@BÜCHER.example, jane@xn--bcher-kva.example",
        "jane@straße.example, jane@xn--strae-oqa.example",
        "jane@strasse.example, jane@strasse.example",
        "ИВАН@пример.рф, иван@xn--e1afmkfd.xn--p1ai",
        "jane@example。org, jane@example.org",
    })
    void hasOneFormForAllSpellingsOfAMailbox(String typed, String canonical) {
        assertThat(Address.parse(typed).orElseThrow().canonical(RULES)).isEqualTo(canonical);
    }

    @Test
    void treatsBothSpellingsOfAnAccentAlike() {
        assertThat(Address.parse("zoe\u0308@example.org")).isEqualTo(Address.parse("zo\u00eb@example.org"));
    }

    @Test
    void isSentAsTypedWithTheDomainInAscii() {
        assertThat(Address.parse("Jane.Doe+x@BÜCHER.example").orElseThrow().forSending())
                .isEqualTo("Jane.Doe+x@xn--bcher-kva.example");
    }

    @Test
    void showsNothingOfItself() {
        assertThat(Address.parse("jane@example.org").orElseThrow().toString()).isEqualTo("Address[…]");
    }
}
