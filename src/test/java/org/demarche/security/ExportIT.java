package org.demarche.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.demarche.audit.Role;
import org.demarche.audit.export.Exports;
import org.demarche.testing.OnThePortal;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.StaffMember;
import org.htmlunit.WebResponse;
import org.junit.jupiter.api.Test;

/** Copies of data over HTTP: as files, in a known format, a few an hour. */
@OnThePortal
class ExportIT {
    private static final String FIGURES = "/staff/petitions/azimjan-askarov/dashboard/export";
    private static final String SIGNATURES = "/staff/petitions/azimjan-askarov/signatures/export";

    private final PortalProcess portal;

    ExportIT(PortalProcess portal) {
        this.portal = portal;
    }

    private StaffMember invite(String address) throws Exception {
        try (StaffMember first = new StaffMember(portal)) {
            first.setUp();
            first.logIn();
            return first.invite(address, Role.MODERATOR);
        }
    }

    private static void assertFile(WebResponse answer, String type, String name) {
        assertThat(answer.getStatusCode()).isEqualTo(200);
        assertThat(answer.getContentType()).isEqualTo(type);
        assertThat(answer.getResponseHeaderValue("Content-Disposition"))
                .matches("attachment; filename=\"" + name + "\"");
        assertThat(answer.getResponseHeaderValue("Cache-Control")).contains("no-store");
    }

    @Test
    void comeAsFilesAndOnlySoManyAnHour() throws Exception {
        try (StaffMember member = invite("copies@export.example")) {
            WebResponse csv = member.fetch(SIGNATURES + "?state=HELD&format=csv");
            assertFile(csv, "text/csv", "signatures-azimjan-askarov-2[0-9-]{9}\\.csv");
            assertThat(csv.getContentAsString()).startsWith("signature,generated,signed_on,");
            WebResponse json = member.fetch(FIGURES + "?format=json");
            assertFile(json, "application/json", "figures-azimjan-askarov-2[0-9-]{9}\\.json");
            assertThat(json.getContentAsString()).startsWith("[{\"figure\":\"counted\"");

            assertThat(member.fetch(FIGURES).getStatusCode()).isEqualTo(400);
            assertThat(member.fetch(FIGURES + "?format=xlsx").getStatusCode()).isEqualTo(400);
            assertThat(member.fetch(FIGURES.replace("askarov", "nobody") + "?format=csv")
                            .getStatusCode())
                    .isEqualTo(404);
            takeTheRest(member, Exports.AN_HOUR - 2);
            WebResponse refused = member.fetch(FIGURES + "?format=csv");
            assertThat(refused.getStatusCode()).isEqualTo(429);
            assertThat(Long.parseLong(refused.getResponseHeaderValue("Retry-After")))
                    .isBetween(3000L, 3601L);
        }
    }

    private static void takeTheRest(StaffMember member, int many) throws IOException {
        for (int i = 0; i < many; i++) {
            assertThat(member.fetch(FIGURES + "?format=csv").getStatusCode()).isEqualTo(200);
        }
    }
}
