package org.demarche.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.StaffMember;
import org.demarche.testing.Visitor;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlCheckBoxInput;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlRadioButtonInput;
import org.htmlunit.html.HtmlSubmitInput;
import org.junit.jupiter.api.Test;

/** A rule from its trial on the past to what the signers and everybody read of what it held. */
class RulesIT {
    private static final String STAFF = "/staff/petitions/azimjan-askarov";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static HtmlPage signed(PortalProcess portal, Visitor visitor, String email) throws Exception {
        visitor.openForm("en").fill("Somebody", email, "CH").tick("consent").send();
        HtmlPage confirmation = visitor.open(portal.mailbox().await(email, 1).link());
        return confirmation.<HtmlButton>querySelector("form#confirm button").click();
    }

    private static HtmlForm filled(HtmlPage page, String threshold) {
        HtmlForm form = page.getHtmlElementById("rule");
        ((HtmlRadioButtonInput) form.querySelector("#kind-DOMAIN")).setChecked(true);
        form.getInputByName("threshold").setValue(threshold);
        form.getInputByName("minutes").setValue("60");
        ((HtmlCheckBoxInput) form.querySelector("#holds")).setChecked(true);
        return form;
    }

    private static HtmlPage press(HtmlForm form, String button) throws Exception {
        return form.<HtmlSubmitInput>getInputByName(button).click();
    }

    /** The list of what is held, once there are so many. */
    private static HtmlPage held(StaffMember staff, int many) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        HtmlPage page = staff.open(STAFF + "/signatures?state=HELD");
        while (page.querySelectorAll("input[name=one]").size() < many) {
            assertThat(System.nanoTime()).as(page.asNormalizedText()).isLessThan(deadline);
            Thread.sleep(200);
            page = staff.open(STAFF + "/signatures?state=HELD");
        }
        return page;
    }

    @Test
    void isTriedOnThePastThenHoldsWhatComesTogetherAndSaysWhy() throws Exception {
        try (PortalProcess portal = PortalProcess.start("rules", Map.of());
                StaffMember staff = new StaffMember(portal);
                Visitor visitor = new Visitor(portal)) {
            staff.setUp();
            staff.logIn();
            List<HtmlPage> own = new ArrayList<>();
            own.add(signed(portal, visitor, "one@campus.example"));
            own.add(signed(portal, visitor, "two@campus.example"));
            signed(portal, visitor, "three@elsewhere.example");

            HtmlPage refused = press(filled(staff.open(STAFF + "/rules"), "1"), "rule:try");
            assertThat(refused.getWebResponse().getStatusCode()).isEqualTo(422);
            assertThat(refused.asNormalizedText()).contains("Enter a number from 2");
            HtmlPage tried = press(filled(refused, "2"), "rule:try");
            assertThat(tried.getElementById("trial-title").getTextContent())
                    .isEqualTo("This rule would have flagged 2 signatures of the last 14 days");
            assertThat(tried.asNormalizedText()).contains("At most 2 were together.", "Confirmed now: 2");

            HtmlPage added = press(filled(tried, "3"), "rule:on");
            assertThat(added.asNormalizedText())
                    .contains("3 signatures or more with addresses of one mail domain within 60 minutes");
            own.add(signed(portal, visitor, "four@campus.example"));

            assertThat(held(staff, 3).asNormalizedText())
                    .contains("3 signatures with addresses of one mail domain within 60 minutes");
            for (HtmlPage page : own) {
                assertThat(visitor.open(page.getUrl().toURI()).asNormalizedText())
                        .contains("It came at the same time as many others");
            }
            HtmlPage off = press(staff.open(STAFF + "/rules").getHtmlElementById("rules"), "rules:each:0:turn");
            assertThat(off.asNormalizedText()).contains("Switch on");
        }
    }
}
