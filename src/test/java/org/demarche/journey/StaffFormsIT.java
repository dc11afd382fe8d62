package org.demarche.journey;

import static org.assertj.core.api.Assertions.assertThat;

import org.demarche.testing.OnThePortal;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.StaffMember;
import org.demarche.testing.Visitor;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlCheckBoxInput;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlSubmitInput;
import org.htmlunit.html.HtmlTextArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Forms of staff pages that come back because something is missing, with everything that was ticked and typed. */
@OnThePortal
class StaffFormsIT {
    private static final String HELD = "/staff/petitions/azimjan-askarov/signatures?state=HELD";

    private final PortalProcess portal;
    private final StaffMember staff;

    StaffFormsIT(PortalProcess portal) {
        this.portal = portal;
        this.staff = new StaffMember(portal);
    }

    @BeforeEach
    void enter() throws Exception {
        staff.setUp();
        staff.logIn();
    }

    @AfterEach
    void leave() {
        staff.close();
    }

    private void signed(String email) throws Exception {
        try (Visitor visitor = new Visitor(portal)) {
            visitor.openForm("en").fill("Somebody", email, "CH").tick("consent").send();
            HtmlPage confirmation =
                    visitor.open(portal.mailbox().await(email, 1).link());
            confirmation.<HtmlButton>querySelector("form#confirm button").click();
        }
    }

    private static HtmlPage press(HtmlForm form, String button) throws Exception {
        return form.<HtmlSubmitInput>getInputByName(button).click();
    }

    private static void assertRefused(HtmlPage page, String words) {
        assertThat(page.getWebResponse().getStatusCode()).isEqualTo(422);
        assertThat(page.<DomNode>querySelector("[role=alert]").asNormalizedText())
                .contains(words);
    }

    @Test
    void whatWasTickedStaysTickedUntilADecisionIsChosenAndTheOtherWayRound() throws Exception {
        signed("forms@mailinator.com");
        HtmlForm table = staff.open(HELD).getHtmlElementById("table");
        HtmlCheckBoxInput first = table.querySelector("input[name=one]");
        String ticked = first.getValue();
        first.setChecked(true);

        HtmlPage undecided = press(table, "table:decide");

        assertRefused(undecided, "Choose a decision");
        table = undecided.getHtmlElementById("table");
        first = table.querySelector("input[name=one]:checked");
        assertThat(first.getValue()).isEqualTo(ticked);
        first.setChecked(false);
        table.getSelectByName("choice").setSelectedAttribute("HOLD:TO_BE_LOOKED_AT", true);

        HtmlPage unticked = press(table, "table:decide");

        assertThat(unticked.getWebResponse().getStatusCode()).isEqualTo(422);
        table = unticked.getHtmlElementById("table");
        assertThat(table.getSelectByName("choice").getSelectedOptions().get(0).getValueAttribute())
                .isEqualTo("HOLD:TO_BE_LOOKED_AT");
    }

    @Test
    void anAddressThatIsNoneStaysToBeCorrected() throws Exception {
        HtmlForm search = staff.open(HELD).getHtmlElementById("search");
        search.getInputByName("email").setValue("somebody@nowhere@else");

        HtmlPage refused = press(search, "search:find");

        assertRefused(refused, "Enter an e-mail address in full");
        search = refused.getHtmlElementById("search");
        assertThat(search.getInputByName("email").getValue()).isEqualTo("somebody@nowhere@else");
    }

    @Test
    void aReasonThatIsNotThereInEveryLanguageSaysInWhich() throws Exception {
        HtmlForm form = staff.open("/staff/reasons").getHtmlElementById("reason");
        ((HtmlTextArea) form.querySelector("#text-en")).setText("A reason of its own.");

        HtmlPage refused =
                form.<HtmlSubmitInput>querySelector("input[type=submit]").click();

        assertRefused(refused, "Enter the text in French");
        assertRefused(refused, "Enter the text in Kyrgyz");
        assertThat(((HtmlTextArea) refused.querySelector("#text-en")).getText()).isEqualTo("A reason of its own.");
    }
}
