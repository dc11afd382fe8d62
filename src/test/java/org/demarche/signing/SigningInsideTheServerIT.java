package org.demarche.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.assertj.core.api.Assertions;
import org.demarche.petition.Petition;
import org.demarche.petition.Petitions;
import org.demarche.signature.Channel;
import org.demarche.signing.form.Problem;
import org.demarche.signing.form.SigningForm;
import org.demarche.signing.limits.Network;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** What only the server can show: its injection, its validator and its transactions around the portal's own beans. */
@ArquillianTest
class SigningInsideTheServerIT {
    @Inject
    private Signing signing;

    @Inject
    private Petitions petitions;

    @Resource
    private UserTransaction transaction;

    @Resource(lookup = "java:global/jdbc/demarche")
    private DataSource database;

    @Deployment
    static WebArchive portal() {
        String assertj = Assertions.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        WebArchive portal = ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("portal.war")));
        return portal.setWebXML(new StringAsset(ungated(portal)))
                .addAsLibraries(new File(assertj))
                .addClass(SigningInsideTheServerIT.class);
    }

    /** The portal's gate lets through its own addresses alone, and not that of the tests. */
    private static String ungated(WebArchive portal) {
        try (InputStream descriptor = portal.get("WEB-INF/web.xml").getAsset().openStream()) {
            return new String(descriptor.readAllBytes(), UTF_8)
                    .replaceAll("(?s)<filter-mapping>.*?</filter-mapping>", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void findsEveryProblemWithTheServersValidator() {
        SigningForm empty =
                new SigningForm(petition(), "en", "", "nonsense", "XX", List.of("9"), "FULL", false, false, false);

        assertThat(signing.check(empty))
                .extracting(Problem::field)
                .containsExactly("name", "email", "country", "demands", "consent", "handover");
    }

    @Test
    void keepsAnAttemptThatWasAccepted() throws Exception {
        long before = attempts();

        SigningOutcome outcome = signing.sign(
                form("kept@example.org"),
                Channel.PAGE,
                Set.of(),
                new Network("here", Optional.empty(), Optional.empty()));

        assertThat(outcome).isInstanceOf(SigningOutcome.Accepted.class);
        assertThat(attempts()).isEqualTo(before + 1);
    }

    @Test
    void keepsWhatItAcceptedWhateverBecomesOfTheCaller() throws Exception {
        long before = attempts();

        transaction.begin();
        SigningOutcome outcome = signing.sign(
                form("lasting@example.org"),
                Channel.PAGE,
                Set.of(),
                new Network("here", Optional.empty(), Optional.empty()));
        transaction.rollback();

        assertThat(outcome).isInstanceOf(SigningOutcome.Accepted.class);
        assertThat(attempts()).isEqualTo(before + 1);
    }

    private SigningForm form(String email) {
        return new SigningForm(petition(), "en", "Ada", email, "CH", List.of("1"), "COUNTED", true, false, false);
    }

    private Petition petition() {
        return petitions.bySlug("azimjan-askarov").orElseThrow();
    }

    private long attempts() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select count(*) from attempt")) {
            result.next();
            return result.getLong(1);
        }
    }
}
