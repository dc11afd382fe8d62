package org.demarche.security;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.demarche.security.renewal.Renewing;

/**
 * The lines that a start ends with: where everything is.
 *
 * @param mailHost of the SMTP server; empty in trial
 * @param setUp the one-time link's secret; empty once there is an account
 * @param renewal what came of it if one was asked for
 */
record Announcement(
        URI publicUrl, Optional<String> mailHost, Optional<String> setUp, Optional<Renewal> renewal, Path data) {
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Public page:  " + publicUrl + "/");
        lines.add(mailHost.map(host -> "Mail:         " + host).orElse("Trial inbox:  " + publicUrl + "/trial/inbox"));
        lines.add("Staff:        " + publicUrl
                + setUp.map(token -> "/staff/setup/" + token).orElse("/staff/login"));
        renewal.map(this::worded).ifPresent(lines::add);
        lines.add("Data folder:  " + data);
        return lines;
    }

    /** A one-time link's secret; empty as no open account has the address. */
    record Renewal(Optional<String> secret) {}

    private String worded(Renewal asked) {
        return "Renew access: "
                + asked.secret()
                        .map(token -> publicUrl + "/staff/renew/" + token + " (once, within "
                                + Renewing.PRINTED_GOOD.toMinutes() + " minutes)")
                        .orElse("no open account has this address");
    }
}
