package org.demarche.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StaffRouteTest {
    @ParameterizedTest
    @CsvSource({
        "/staff, OVERVIEW",
        "/staff/login, LOG_IN",
        "/staff/logout, LOG_OUT",
        "/staff/factor, FACTOR",
        "/staff/access, ACCESS",
        "/staff/partners, PARTNERS",
        "/staff/setup/abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOP, SET_UP",
        "/staff/mail, MAIL",
        "/staff/petitions/azimjan-askarov, PETITION",
        "/staff/petitions/azimjan-askarov/signatures, SIGNATURES",
        "/staff/petitions/azimjan-askarov/signatures/850, SIGNATURE",
        "/staff/petitions/azimjan-askarov/bulk, BULKS",
        "/staff/petitions/azimjan-askarov/bulk/50, BULK",
        "/staff/petitions/azimjan-askarov/bulk/50/progress, BULK_PROGRESS",
        "/staff/reasons, REASONS",
        "/staff/petitions/azimjan-askarov/dashboard, DASHBOARD",
        "/staff/petitions/azimjan-askarov/editions, EDITIONS",
        "/staff/petitions/azimjan-askarov/editions/50, EDITION",
        "/staff/petitions/azimjan-askarov/editions/50/progress, PROGRESS",
        "/staff/petitions/azimjan-askarov/editions/50/azimjan-askarov-edition-1.asice, PACKAGE"
    })
    void readsEveryAddress(String path, StaffRoute route) {
        assertThat(StaffRoute.find(path)).map(StaffRoute.Found::route).contains(route);
    }

    @Test
    void knowsWhatScriptsAskForAgain() {
        assertThat(StaffRoute.values())
                .filteredOn(StaffRoute::isPolled)
                .allMatch(route -> route.template().endsWith("/progress"))
                .hasSize((int) Stream.of(StaffRoute.values())
                        .filter(route -> route.template().endsWith("/progress"))
                        .count());
    }

    @Test
    void namesTheChangingParts() {
        assertThat(StaffRoute.find("/staff/petitions/a-b/editions/50/a-b-edition-1.asice"))
                .map(StaffRoute.Found::parts)
                .contains(Map.of("slug", "a-b", "edition", "50", "file", "a-b-edition-1.asice"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/staff/",
                "/staff/login/",
                "//staff/login",
                "/staff/LOGIN",
                "/staff/login;jsessionid=1",
                "/staff/setup/short",
                "/staff/petitions/",
                "/staff/petitions/A",
                "/staff/petitions/a/editions/0",
                "/staff/petitions/a/editions/-1",
                "/staff/petitions/a/editions/99999999999999999999",
                "/staff/petitions/a/editions/1/../../x.asice",
                "/staff/petitions/a/editions/1/%2e%2e.asice",
                "/WEB-INF/pages/staff/overview.xhtml"
            })
    void knowsNoOtherAddress(String path) {
        assertThat(StaffRoute.find(path)).isEmpty();
    }
}
