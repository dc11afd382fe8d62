package org.demarche.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.demarche.audit.Role;
import org.demarche.testing.OnThePortal;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.StaffMember;
import org.demarche.testing.Visitor;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;

/** An administrator has lost their phone and their paper: whoever runs the machine lets them in again. */
@OnThePortal
class RenewIT {
    private static final String PASSWORD = "another tram goes north";

    private final PortalProcess portal;

    RenewIT(PortalProcess portal) {
        this.portal = portal;
    }

    private static URI printed(PortalProcess portal) {
        Matcher link = Pattern.compile("Renew access: (http://\\S+)").matcher(portal.log());
        assertThat(link.find()).isTrue();
        return URI.create(link.group(1));
    }

    private static HtmlPage send(HtmlPage page, String password) throws Exception {
        HtmlForm form = page.getHtmlElementById("renew");
        form.getInputByName("password").setValue(password);
        return form.<HtmlButton>querySelector("button").click();
    }

    @Test
    void aLinkOnTheConsoleGivesTheWayInBackOnce() throws Exception {
        try (StaffMember maria = new StaffMember(portal)) {
            maria.setUp();
            maria.logIn();
            try (StaffMember locked = maria.invite("locked-out@renew.example", Role.ADMINISTRATOR);
                    Visitor visitor = new Visitor(portal)) {
                locked.setUpCodes();
                portal.stop();
                portal.set("demarche.staff.renew", locked.email());
                portal.start();
                portal.set("demarche.staff.renew", "");
                renew(locked, visitor);
            }
            assertThat(maria.open("/staff/audit").asNormalizedText()).contains("renewal offered", "access renewed");
        }
    }

    private void renew(StaffMember locked, Visitor visitor) throws Exception {
        assertThat(locked.open("/staff").getUrl().getPath()).as("before").isEqualTo("/staff");

        HtmlPage page = visitor.open(printed(portal));
        HtmlPage refused = send(page, "tram");
        assertThat(refused.getWebResponse().getStatusCode()).isEqualTo(422);
        HtmlPage renewed = send(refused, PASSWORD);
        assertThat(renewed.getUrl().getPath()).isEqualTo("/staff/login");
        assertThat(renewed.asNormalizedText()).contains("Your access is renewed");

        assertThat(locked.open("/staff").getUrl().getPath()).as("after").isEqualTo("/staff/login");
        HtmlPage in = locked.logIn(PASSWORD);
        assertThat(in.getUrl().getPath()).as("no code is asked for").isEqualTo("/staff");
        assertThat(visitor.open(printed(portal)).asNormalizedText()).contains("This link does not work any more");
    }
}
