package org.demarche.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnnouncementTest {
    private static final URI URL = URI.create("http://localhost:8080");
    private static final Path DATA = Path.of("/srv/demarche");

    @Test
    void namesPublicPageInboxSetUpLinkAndFolder() {
        assertThat(new Announcement(URL, Optional.empty(), Optional.of("abc"), Optional.empty(), DATA).lines())
                .containsExactly(
                        "Public page:  http://localhost:8080/",
                        "Trial inbox:  http://localhost:8080/trial/inbox",
                        "Staff:        http://localhost:8080/staff/setup/abc",
                        "Data folder:  /srv/demarche");
    }

    @Test
    void namesTheMailServerAndTheLogInOnceThatIsWhatThereIs() {
        assertThat(new Announcement(URL, Optional.of("mail.example.org"), Optional.empty(), Optional.empty(), DATA)
                        .lines())
                .contains("Mail:         mail.example.org", "Staff:        http://localhost:8080/staff/login");
    }

    @Test
    void printsTheLinkOfARenewalOrWhyThereIsNone() {
        assertThat(new Announcement(
                                URL,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(new Announcement.Renewal(Optional.of("xyz"))),
                                DATA)
                        .lines())
                .contains("Renew access: http://localhost:8080/staff/renew/xyz (once, within 30 minutes)");
        assertThat(new Announcement(
                                URL,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(new Announcement.Renewal(Optional.empty())),
                                DATA)
                        .lines())
                .contains("Renew access: no open account has this address");
    }
}
