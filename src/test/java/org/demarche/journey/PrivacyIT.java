package org.demarche.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.demarche.petition.Petition;
import org.demarche.petition.TestPetitions;
import org.demarche.testing.OnThePortal;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.Visitor;
import org.htmlunit.Page;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the portal says of itself, in every language: privacy, accessibility, and how links to it show elsewhere. */
@OnThePortal
class PrivacyIT {
    private static final Pattern UNRESOLVED =
            Pattern.compile("#\\{|\\{[0-9]|\\b(privacy|accessibility|share)\\.[a-z]+\\.");

    private final PortalProcess portal;
    private final Petition petition = TestPetitions.shipped();
    private Visitor visitor;

    PrivacyIT(PortalProcess portal) {
        this.portal = portal;
    }

    @BeforeEach
    void arrive() {
        visitor = new Visitor(portal);
    }

    @AfterEach
    void leave() {
        visitor.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr", "ru", "ky", "uz", "ar"})
    void namesTheControllerAndTheAddresseeInEachLanguage(String language) throws IOException {
        HtmlPage page = visitor.open("/" + language + "/privacy");

        assertThat(page.getWebResponse().getStatusCode()).isEqualTo(200);
        assertThat(page.getElementById("main").getTextContent())
                .contains(petition.organisation().name().in(language))
                .contains(petition.organisation().address())
                .contains(petition.organisation().privacyEmail())
                .contains(petition.addressee().office().in(language))
                .contains("12")
                .doesNotContainPattern(UNRESOLVED);
        assertThat(page.<DomElement>getByXPath("//main/section")).hasSize(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr", "ru", "ky", "uz", "ar"})
    void saysInEachLanguageWhatIsTestedAndHowToReport(String language) throws IOException {
        HtmlPage page = visitor.open("/" + language + "/accessibility");

        assertThat(page.getWebResponse().getStatusCode()).isEqualTo(200);
        assertThat(page.getElementById("main").getTextContent())
                .contains(petition.organisation().email())
                .contains("2026")
                .doesNotContainPattern(UNRESOLVED);
    }

    @Test
    void showsALinkWithItsTitlePictureAndLanguages() throws IOException {
        HtmlPage page = visitor.open("/ar/azimjan-askarov");

        assertThat(meta(page, "og:title")).containsExactly(petition.letter("ar").title());
        assertThat(meta(page, "og:url")).containsExactly(portal.at("/ar/azimjan-askarov") + "");
        assertThat(meta(page, "og:type")).containsExactly("article");
        assertThat(meta(page, "og:locale:alternate")).containsExactly("en_US", "fr_FR", "ru_RU", "ky_KG", "uz_UZ");
        assertThat(meta(page, "og:image:alt")).singleElement().asString().isNotBlank();
        assertThat(page.<DomElement>getByXPath("//link[@rel='canonical']"))
                .extracting(link -> link.getAttribute("href"))
                .containsExactly(portal.at("/ar/azimjan-askarov") + "");
        assertThat(page.<DomElement>getByXPath("//link[@rel='alternate']"))
                .extracting(link -> link.getAttribute("hreflang"))
                .containsExactly("en", "fr", "ru", "ky", "uz", "ar", "x-default");
    }

    @Test
    void servesThePictureInTheSizeThatItIsSaidToHave() throws IOException {
        HtmlPage page = visitor.open("/en");
        Page picture = visitor.fetch(URI.create(meta(page, "og:image").get(0)));

        var image = ImageIO.read(new ByteArrayInputStream(
                picture.getWebResponse().getContentAsStream().readAllBytes()));

        assertThat(picture.getWebResponse().getContentType()).isEqualTo("image/png");
        assertThat(meta(page, "og:image:width")).containsExactly(image.getWidth() + "");
        assertThat(meta(page, "og:image:height")).containsExactly(image.getHeight() + "");
    }

    @Test
    void sharesTheLettersAddressAndNeverOneWithAToken() throws IOException {
        for (String path : List.of("/en/azimjan-askarov", "/en/azimjan-askarov/check-inbox")) {
            HtmlPage page = visitor.open(path);

            assertThat(page.<DomElement>getByXPath("//*[contains(@class, 'address-to-copy')]"))
                    .extracting(DomElement::getTextContent)
                    .containsExactly(portal.at("/en/azimjan-askarov") + "");
            assertThat(page.<DomElement>getByXPath("//section[contains(@class, 'share')]//a"))
                    .hasSize(3)
                    .extracting(link -> link.getAttribute("href"))
                    .allSatisfy(address -> assertThat(address)
                            .contains("%2Fen%2Fazimjan-askarov")
                            .doesNotContain("+", " "));
        }
    }

    @Test
    void keepsWhatOnlyOnePersonMaySeeFromRobots() throws IOException {
        Page robots = visitor.fetch(portal.at("/robots.txt"));

        assertThat(robots.getWebResponse().getStatusCode()).isEqualTo(200);
        assertThat(robots.getWebResponse().getContentAsString().lines())
                .contains("Disallow: /*/signature/", "Disallow: /*/confirm", "Disallow: /staff")
                .doesNotContain("Disallow: /");
    }

    private static List<String> meta(HtmlPage page, String property) {
        return page.<DomElement>getByXPath("//meta[@property='" + property + "']").stream()
                .map(meta -> meta.getAttribute("content"))
                .toList();
    }
}
