package org.demarche.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MisspellingTest {
    private static final Misspelling MISSPELLING = new Misspelling();

    @ParameterizedTest
    @CsvSource({
        "gmial.com, gmail.com",
        "gmai.com, gmail.com",
        "gmail.co, gmail.com",
        "gmail.con, gmail.com",
        "GMAIL.CMO, gmail.com",
        "hotnail.com, hotmail.com",
        "yaho.com, yahoo.com",
        "outlok.com, outlook.com",
        "yandex.rru, yandex.ru",
        "maill.ru, mail.ru",
        "protonmial.com, protonmail.com",
        "amnesty-geneva.con, amnesty-geneva.com"
    })
    void suggestsWhatWasProbablyMeant(String typed, String meant) {
        Address address = Address.parse("Jane.Doe+news@" + typed).orElseThrow();

        assertThat(MISSPELLING.suggestion(address).map(Address::text)).contains("Jane.Doe+news@" + meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gmail.com",
                "mail.com",
                "email.com",
                "ymail.com",
                "mail.kg",
                "ya.ru",
                "bk.ru",
                "example.org",
                "unhcr.org",
                "amnesty.org",
                "hrw.org",
                "kloop.kg",
                "münchen.de",
                "uni-bishkek.kg",
                "tuta.io"
            })
    void leavesAloneWhatMayWellBeMeant(String domain) {
        assertThat(MISSPELLING.suggestion(Address.parse("jane@" + domain).orElseThrow()))
                .isEmpty();
    }

    @Test
    void knowsThrowAwayServicesAndTheirParts() {
        DisposableDomains disposable = new DisposableDomains();

        assertThat(disposable.contain(Address.parse("a@mailinator.com").orElseThrow()))
                .isTrue();
        assertThat(disposable.contain(Address.parse("a@Some.Mailinator.COM").orElseThrow()))
                .isTrue();
        assertThat(disposable.contain(Address.parse("a@mailinator.example.org").orElseThrow()))
                .isFalse();
        assertThat(disposable.contain(Address.parse("a@riseup.net").orElseThrow()))
                .isFalse();
    }
}
