package org.demarche.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.Config;

/**
 * The portal's settings, read once. Names and defaults are the contract's; what is not set makes the trial.
 *
 * <p>Trial is what a bare start gives: it needs a loopback public URL and no mail server. Anything else is production,
 * and {@link #missing()} names what production lacks.
 */
@ApplicationScoped
public class Settings {
    private Config config;
    private volatile URI publicUrl;

    protected Settings() {}

    @Inject
    public Settings(Config config) {
        this.config = config;
    }

    /** What links in mails begin with; never ends with a slash. */
    public URI publicUrl() {
        // Kept, for it is asked for at every request, and settings do not change.
        if (publicUrl == null) {
            String url = text("demarche.public-url").orElseGet(() -> "http://localhost:" + port());
            publicUrl = URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
        }
        return publicUrl;
    }

    public int port() {
        return config.getOptionalValue("demarche.port", Integer.class).orElse(8080);
    }

    /** The loopback port that monitors ask, and nobody else; empty for none. */
    public OptionalInt monitorPort() {
        return config.getOptionalValue("demarche.monitor-port", Integer.class)
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    /** The address that the server listens on. */
    public String bind() {
        return text("demarche.bind").orElse("127.0.0.1");
    }

    /** The server's own port, whatever stands between it and its public address. */
    public URI ownAddress() {
        return URI.create("http://" + reachable(bind()) + ":" + port());
    }

    /** A host for URLs at which a server that listens on this address is reached from its own machine. */
    private static String reachable(String bind) {
        try {
            InetAddress address = InetAddress.getByName(bind);
            InetAddress reachable = address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
            String text = reachable.getHostAddress();
            return text.contains(":") ? "[" + text + "]" : text;
        } catch (UnknownHostException e) {
            return bind;
        }
    }

    /** The folder of the embedded database, keys, mailbox and packages. */
    public Path data() {
        return Path.of(text("demarche.data").orElse("data")).toAbsolutePath();
    }

    /** The folder of the secrets that must never lie beside the database or its backups. */
    public Path keys() {
        return text("demarche.keys").map(Path::of).orElseGet(() -> data().resolve("keys"));
    }

    /** Whether what is printed is read by a program: a JSON object on each line. */
    public boolean logsJson() {
        return text("demarche.log.format").filter("json"::equals).isPresent();
    }

    /** A folder of petition definitions; empty means the shipped appeal. */
    public Optional<Path> petitions() {
        return text("demarche.petitions").map(Path::of);
    }

    /** A file of rules for addresses; empty means the shipped ones. */
    public Optional<Path> addressRules() {
        return text("demarche.mail.address-rules").map(Path::of);
    }

    /** Address of the account whose access is to be renewed by a link that this start prints. */
    public Optional<String> staffRenewal() {
        return text("demarche.staff.renew");
    }

    /** How many iterations (1024 or more) a password's hash takes where a trial asks for fewer, as tests do; no other portal can. */
    public OptionalInt trialPasswordIterations() {
        return config.getOptionalValue("demarche.trial.password-iterations", Integer.class)
                .filter(iterations -> isTrial())
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    public Optional<String> mailHost() {
        return text("demarche.mail.host");
    }

    public int mailPort() {
        return config.getOptionalValue("demarche.mail.port", Integer.class).orElse(587);
    }

    public Optional<String> mailUser() {
        return text("demarche.mail.user");
    }

    public Optional<String> mailPassword() {
        return text("demarche.mail.password");
    }

    /** Whether the connection must be upgraded to TLS before anything else is said; only loopback does without. */
    public boolean mailStartTls() {
        return config.getOptionalValue("demarche.mail.starttls", Boolean.class)
                .orElseGet(() -> !mailHost().map(Settings::isLoopback).orElse(false));
    }

    /** The sender of every mail: an address, or a name and an address in angle brackets. */
    public String mailFrom() {
        return text("demarche.mail.from").orElse("petitions@localhost");
    }

    /** Where mails come back that could not be delivered; the server adds {@code +} and a tag to what is before the @. */
    public Optional<String> bouncesAddress() {
        return text("demarche.mail.bounces.address");
    }

    /** The IMAP server of the mailbox that returned mails arrive in. */
    public Optional<String> bouncesHost() {
        return text("demarche.mail.bounces.imap.host");
    }

    public int bouncesPort() {
        return config.getOptionalValue("demarche.mail.bounces.imap.port", Integer.class)
                .orElseGet(() -> bouncesTls() ? 993 : 143);
    }

    public String bouncesUser() {
        return text("demarche.mail.bounces.imap.user").orElse("");
    }

    public String bouncesPassword() {
        return text("demarche.mail.bounces.imap.password").orElse("");
    }

    /** Whether the mailbox is spoken to over TLS from the first byte on; only loopback does without. */
    public boolean bouncesTls() {
        return config.getOptionalValue("demarche.mail.bounces.imap.tls", Boolean.class)
                .orElseGet(() -> !bouncesHost().map(Settings::isLoopback).orElse(false));
    }

    /** A form sent back sooner than this was not filled in by a person. */
    public Duration formMinimum() {
        return Duration.ofSeconds(
                config.getOptionalValue("demarche.form.min-seconds", Long.class).orElse(2L));
    }

    /** How many forms a network may send in a short time, such as {@code 10/60s}; {@code 0} is no limit. */
    public String limitsBurst() {
        return text("demarche.limits.burst").orElse("10/60s");
    }

    /** How many forms a network may send in a long time; as above. */
    public String limitsSustained() {
        return text("demarche.limits.sustained").orElse("60/3600s");
    }

    /** Addresses or ranges of proxies whose {@code X-Forwarded-For} is believed. */
    public List<String> trustedProxies() {
        return text("demarche.proxy.trusted")
                .map(list -> List.of(list.split("[\\s,]+")))
                .orElse(List.of());
    }

    /** The operator's list of networks that very many people share. */
    public Optional<Path> networks() {
        return text("demarche.networks").map(Path::of);
    }

    /** How long the published count lags behind, so that nobody can watch one confirmation move it. */
    public Duration countLag() {
        return Duration.ofSeconds(config.getOptionalValue("demarche.count.lag-seconds", Long.class)
                .orElse(10L));
    }

    /** Where time-stamps for seals are asked for, an address of HTTP; empty for seals without one. */
    public Optional<String> timeStampAuthority() {
        return text("demarche.tsa.url");
    }

    /** Whether only the machine itself can follow the portal's links. */
    public boolean isPublicUrlLoopback() {
        return isLoopback(publicUrl().getHost());
    }

    /** The address of the database; empty for the embedded one. */
    Optional<String> databaseUrl() {
        return text("demarche.db.url");
    }

    /** The role that the portal works as. */
    Optional<String> databaseUser() {
        return text("demarche.db.user");
    }

    Optional<String> databasePassword() {
        return text("demarche.db.password");
    }

    /** Another role, which owns the model and changes it at a start; empty if the portal's own does. */
    Optional<String> databaseOwner() {
        return text("demarche.db.owner.user");
    }

    Optional<String> databaseOwnerPassword() {
        return text("demarche.db.owner.password");
    }

    boolean isOnPostgres() {
        return databaseUrl().filter(url -> url.startsWith("jdbc:postgresql:")).isPresent();
    }

    public boolean isTrial() {
        return mailHost().isEmpty() && isPublicUrlLoopback();
    }

    /** What a portal with a public URL other than loopback lacks, by property name; empty when it may start. */
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (!isPublicUrlLoopback()) {
            require(missing, "demarche.mail.host", mailHost().isPresent());
            require(missing, "demarche.mail.from", text("demarche.mail.from").isPresent());
            require(missing, "demarche.keys", text("demarche.keys").isPresent());
            require(missing, "demarche.db.url", isOnPostgres());
        }
        return missing;
    }

    private static void require(List<String> missing, String name, boolean present) {
        if (!present) {
            missing.add(name);
        }
    }

    private Optional<String> text(String name) {
        return config.getOptionalValue(name, String.class).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** Whether a host name or literal address means the machine itself, as far as one can tell without asking a name server. */
    public static boolean isLoopback(String host) {
        if (host == null) {
            return false;
        }
        String name = host.toLowerCase(Locale.ROOT);
        if (name.equals("localhost") || name.endsWith(".localhost")) {
            return true;
        }
        // Only literal addresses are resolved: a name must not be looked up to decide what is trusted.
        if (!name.matches("\\[?[0-9a-f.:]+]?")) {
            return false;
        }
        try {
            return InetAddress.getByName(name).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
