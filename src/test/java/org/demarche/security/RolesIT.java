package org.demarche.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.demarche.audit.Role;
import org.demarche.testing.OnThePortal;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.StaffMember;
import org.demarche.testing.Visitor;
import org.htmlunit.WebResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Walks every staff address as every role and as nobody. What a form there then does asks for the role once more, which
 * is for the tests of use cases to show.
 */
@OnThePortal
class RolesIT {
    private static final Map<Role, StaffMember> STAFF = new EnumMap<>(Role.class);
    private static Visitor nobody;

    private final PortalProcess portal;

    RolesIT(PortalProcess portal) {
        this.portal = portal;
    }

    @BeforeAll
    static void inviteOneOfEach(PortalProcess portal) throws Exception {
        nobody = new Visitor(portal);
        try (StaffMember first = new StaffMember(portal)) {
            first.setUp();
            first.logIn();
            for (Role role : Role.values()) {
                STAFF.put(role, first.invite(role.name().toLowerCase(Locale.ROOT) + "@roles.example", role));
            }
        }
    }

    @AfterAll
    static void leave() {
        STAFF.values().forEach(StaffMember::close);
        nobody.close();
    }

    @ParameterizedTest
    @EnumSource(StaffRoute.class)
    void eachRoleComesWhereItsActsLead(StaffRoute route) throws IOException {
        for (Map.Entry<Role, StaffMember> one : STAFF.entrySet()) {
            boolean may = route.act().map(act -> act.isFor(one.getKey())).orElse(true);
            if (route.isReadable()) {
                WebResponse answer = one.getValue().fetch(StaffAddresses.of(route));
                assertThat(answer.getStatusCode())
                        .as("%s as %s", route, one.getKey())
                        .isIn(may ? new Integer[] {200, 404} : new Integer[] {403});
            }
            if (route.form().isStateful()) {
                assertThat(one.getValue().post(StaffAddresses.of(route)).getStatusCode())
                        .as("a form sent to %s as %s", route, one.getKey())
                        .isEqualTo(may ? 400 : 403);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(StaffRoute.class)
    void nobodyComesAnywhereButToTheLogInAndWhereOneTimeLinksLead(StaffRoute route) throws IOException {
        if (!route.isReadable()) {
            return;
        }
        WebResponse answer = nobody.fetch(portal.at(StaffAddresses.of(route))).getWebResponse();

        if (route.isOpen()) {
            assertThat(answer.getStatusCode()).isEqualTo(200);
            assertThat(path(answer)).isEqualTo(StaffAddresses.of(route));
        } else if (route.isPage()) {
            assertThat(path(answer)).isEqualTo("/staff/login");
        } else {
            assertThat(answer.getStatusCode()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @EnumSource(StaffRoute.class)
    void nobodySendsAFormAnywhereButThere(StaffRoute route) throws IOException {
        WebResponse answer = nobody.post(portal.at(StaffAddresses.of(route)).toURL(), List.of(), Map.of())
                .getWebResponse();

        if (route.form() == StaffRoute.Form.NONE) {
            assertThat(answer.getStatusCode()).isEqualTo(405);
        } else if (route.isOpen()) {
            assertThat(answer.getStatusCode())
                    .as("without what its page puts into it")
                    .isEqualTo(400);
        } else {
            assertThat(path(answer)).isEqualTo("/staff/login");
        }
    }

    private static String path(WebResponse answer) {
        return answer.getWebRequest().getUrl().getPath();
    }
}
