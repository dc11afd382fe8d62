package org.demarche.web.faces;

import com.ibm.icu.util.ULocale;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.demarche.config.Settings;
import org.demarche.petition.Petition;
import org.demarche.petition.Picture;
import org.demarche.web.Route;
import org.demarche.web.Text;
import org.demarche.web.View;
import org.demarche.web.http.Assets;

/**
 * How a page shows when somebody links to it: its one address, its languages, its picture (the Open Graph protocol), and
 * addresses with which readers pass it on. Addresses begin with the public URL and never hold a token.
 */
@Named
@ApplicationScoped
public class Preview {
    private static final String PORTALS_OWN = "images/preview.png";
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 630;

    private URI publicUrl;

    protected Preview() {}

    @Inject
    Preview(Settings settings) {
        this.publicUrl = settings.publicUrl();
    }

    /** The address by which the world knows a page. */
    public String url(Route route) {
        return publicUrl + route.path();
    }

    /** A petition's own page. */
    public String url(Petition petition, String language) {
        return url(new Route(View.PETITION, language, petition.slug(), ""));
    }

    /** Language and territory as Open Graph writes them, such as {@code ky_KG}. */
    public String locale(String language) {
        ULocale likely = ULocale.addLikelySubtags(ULocale.forLanguageTag(language));
        return likely.getLanguage() + '_' + likely.getCountry();
    }

    /**
     * The address of the picture that goes with links.
     *
     * @param petition null for the portal's own picture
     */
    public String picture(Petition petition) {
        return publicUrl + Assets.lastingUrl(hasOwn(petition) ? Assets.pictureOf(petition) : PORTALS_OWN);
    }

    public int width(Petition petition) {
        return hasOwn(petition) ? petition.picture().map(Picture::width).orElseThrow() : WIDTH;
    }

    public int height(Petition petition) {
        return hasOwn(petition) ? petition.picture().map(Picture::height).orElseThrow() : HEIGHT;
    }

    /** What the picture shows. */
    public String alternative(Petition petition, Text text) {
        return hasOwn(petition)
                ? petition.picture().orElseThrow().alternative().in(text.language())
                : text.get("site.preview.picture");
    }

    /** Opens the reader's own mail program. */
    public String mail(Petition petition, String language) {
        return "mailto:?subject=" + encoded(petition.letter(language).title()) + "&body="
                + encoded(url(petition, language));
    }

    public String whatsApp(Petition petition, String language) {
        return "https://wa.me/?text=" + encoded(petition.letter(language).title() + ' ' + url(petition, language));
    }

    public String telegram(Petition petition, String language) {
        return "https://t.me/share/url?url=" + encoded(url(petition, language)) + "&text="
                + encoded(petition.letter(language).title());
    }

    /** For a query (RFC 3986), where a plus sign would be a plus sign. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static boolean hasOwn(Petition petition) {
        return petition != null && petition.picture().isPresent();
    }
}
