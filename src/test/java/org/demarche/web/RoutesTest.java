package org.demarche.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
    private final Routes routes = new Routes(
            List.of("en", "fr", "ky"),
            slug -> slug.equals("azimjan-askarov") ? Optional.of(List.of("en", "fr")) : Optional.empty());

    @ParameterizedTest
    @CsvSource({
        "/en, LIST",
        "/en/azimjan-askarov, PETITION",
        "/fr/azimjan-askarov/check-inbox, CHECK_INBOX",
        "/en/azimjan-askarov/editions, EDITIONS",
        "/en/azimjan-askarov/transparency, TRANSPARENCY",
        "/en/confirm, CODE",
        "/en/confirm/AbC_-9, CONFIRM",
        "/en/signature/AbC_-9, SIGNATURE",
        "/ky/lost-link, LOST_LINK",
        "/ky/lost-link/sent, LOST_LINK_SENT",
        "/en/stop/AbC_-9, STOP",
        "/en/verify, VERIFY",
        "/en/privacy, PRIVACY",
        "/en/accessibility, ACCESSIBILITY",
        "/trial/inbox, TRIAL_INBOX",
        "/trial/inbox/17.eml, TRIAL_MESSAGE"
    })
    void readsEveryAddressAndSpellsItTheSame(String path, View view) {
        Optional<Route> route = routes.find(path);

        assertThat(route).map(Route::view).contains(view);
        assertThat(route).map(Route::path).contains(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "en",
                "/de",
                "/EN",
                "/en/",
                "/en/nobody",
                "/ky/azimjan-askarov",
                "/en/azimjan-askarov/",
                "/en/azimjan-askarov/nothing",
                "/en/nobody/editions",
                "/en/confirm/",
                "/en/confirm/a b",
                "/en/confirm/a/b",
                "/en/signature",
                "/en/verify/more",
                "/trial",
                "/trial/inbox/",
                "/trial/inbox/../x",
                "/trial/inbox/a/b",
                "/WEB-INF/pages/petition.xhtml"
            })
    void knowsNoOtherAddress(String path) {
        assertThat(routes.find(path)).isEmpty();
    }

    @Test
    void leavesAMistypedTokenToThePageThatExplains() {
        assertThat(routes.find("/en/confirm/cut-off.")).map(Route::token).contains("cut-off.");
        assertThat(routes.find("/en/confirm/" + "x".repeat(201))).isEmpty();
    }

    @Test
    void leadsFromALanguageThatAPetitionIsNotInToThoseThatItIsIn() {
        assertThat(routes.elsewhere("/ky/azimjan-askarov/editions"))
                .extracting(Route::path)
                .containsExactly("/en/azimjan-askarov/editions", "/fr/azimjan-askarov/editions");
        assertThat(routes.elsewhere("/ky/nobody")).isEmpty();
        assertThat(routes.elsewhere("/de/azimjan-askarov")).isEmpty();
        assertThat(routes.elsewhere("/ky/privacy")).isEmpty();
    }

    @Test
    void keepsThePageWhenTheLanguageChanges() {
        Route route = routes.find("/en/azimjan-askarov/editions").orElseThrow();

        assertThat(route.in("fr").path()).isEqualTo("/fr/azimjan-askarov/editions");
    }

    @Test
    void drawsEveryPageFromAFileThatExists() {
        for (View view : View.values()) {
            assertThat(Path.of("src/main/webapp" + view.file())).isRegularFile();
        }
    }
}
