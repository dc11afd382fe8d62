package org.demarche.security;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The four lines that a start ends with: where everything is.
 *
 * @param mailHost of the SMTP server; empty in trial
 * @param setUp the one-time link's secret; empty once there is an account
 */
record Announcement(URI publicUrl, Optional<String> mailHost, Optional<String> setUp, Path data) {
    List<String> lines() {
        return List.of(
                "Public page:  " + publicUrl + "/",
                mailHost.map(host -> "Mail:         " + host).orElse("Trial inbox:  " + publicUrl + "/trial/inbox"),
                "Staff:        " + publicUrl
                        + setUp.map(token -> "/staff/setup/" + token).orElse("/staff/login"),
                "Data folder:  " + data);
    }
}
