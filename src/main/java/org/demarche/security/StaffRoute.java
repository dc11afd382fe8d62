package org.demarche.security;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.demarche.audit.Act;

/**
 * Every address under {@code /staff}: what answers there, to whom, and whether it takes a form. What is not in this
 * table does not exist.
 */
enum StaffRoute {
    LOG_IN("/staff/login", page("login"), Form.STATELESS, null, true),
    SET_UP("/staff/setup/{token}", page("set-up"), Form.STATELESS, null, true),
    FACTOR("/staff/factor", page("factor"), Form.STATEFUL, null, false),
    ACCESS("/staff/access", page("access"), Form.STATEFUL, null, false),
    LOG_OUT("/staff/logout", "log-out", Form.PLAIN, null, false),
    OVERVIEW("/staff", page("overview"), Form.STATEFUL, Act.SEE_OVERVIEW, false),
    MAIL("/staff/mail", page("mail"), Form.STATEFUL, Act.SEE_MAIL, false),
    PETITION("/staff/petitions/{slug}", page("overview"), Form.STATEFUL, Act.SEE_OVERVIEW, false),
    SIGNATURES("/staff/petitions/{slug}/signatures", page("signatures"), Form.STATEFUL, Act.MODERATE, false),
    SIGNATURE("/staff/petitions/{slug}/signatures/{signature}", page("signature"), Form.STATEFUL, Act.MODERATE, false),
    SIGNATURES_EXPORT(
            "/staff/petitions/{slug}/signatures/export", "signatures-export", Form.NONE, Act.EXPORT_SIGNATURES, false),
    BULKS("/staff/petitions/{slug}/bulk", page("bulks"), Form.NONE, Act.MODERATE, false),
    BULK("/staff/petitions/{slug}/bulk/{bulk}", page("bulk"), Form.STATEFUL, Act.MODERATE, false),
    BULK_PROGRESS("/staff/petitions/{slug}/bulk/{bulk}/progress", "bulk-progress", Form.NONE, Act.MODERATE, false),
    REASONS("/staff/reasons", page("reasons"), Form.STATEFUL, Act.EDIT_REASONS, false),
    KEYS("/staff/petitions/{slug}/keys", page("keys"), Form.STATEFUL, Act.DRILL_VAULT, false),
    TRIAL("/staff/petitions/{slug}/trial", page("trial"), Form.STATEFUL, Act.FILL_TRIAL, false),
    RULES("/staff/petitions/{slug}/rules", page("rules"), Form.STATEFUL, Act.SEE_RULES, false),
    DASHBOARD("/staff/petitions/{slug}/dashboard", page("dashboard"), Form.NONE, Act.SEE_OVERVIEW, false),
    FIGURES_EXPORT("/staff/petitions/{slug}/dashboard/export", "figures-export", Form.NONE, Act.EXPORT_FIGURES, false),
    PARTNERS("/staff/partners", page("partners"), Form.STATEFUL, Act.MANAGE_PARTNERS, false),
    VAULT("/staff/vault", page("vault"), Form.STATEFUL, Act.LOCK_VAULT, false),
    AUDIT("/staff/audit", page("audit"), Form.STATEFUL, Act.SEE_LOG, false),
    AUDIT_EXPORT("/staff/audit/export", "audit-export", Form.NONE, Act.EXPORT_LOG, false),
    TEAM("/staff/team", page("team"), Form.STATEFUL, Act.MANAGE_STAFF, false),
    MEMBER("/staff/team/{account}", page("member"), Form.STATEFUL, Act.MANAGE_STAFF, false),
    RENEW("/staff/renew/{token}", page("renew"), Form.STATELESS, null, true),
    JOIN("/staff/join/{token}", page("join"), Form.STATELESS, null, true),
    EDITIONS("/staff/petitions/{slug}/editions", page("editions"), Form.STATEFUL, Act.SEE_EDITIONS, false),
    EDITION("/staff/petitions/{slug}/editions/{edition}", page("edition"), Form.STATEFUL, Act.SEE_EDITIONS, false),
    PROGRESS("/staff/petitions/{slug}/editions/{edition}/progress", "progress", Form.NONE, Act.SEE_EDITIONS, false),
    DELIVERY("/staff/petitions/{slug}/editions/{edition}/delivery", page("delivery"), Form.UPLOAD, Act.DELIVER, false),
    ANSWER("/staff/petitions/{slug}/editions/{edition}/answer", page("answer"), Form.STATEFUL, Act.DELIVER, false),
    ATTACHMENT(
            "/staff/petitions/{slug}/editions/{edition}/deliveries/{delivery}",
            "attachment",
            Form.NONE,
            Act.SEE_EDITIONS,
            false),
    PACKAGE("/staff/petitions/{slug}/editions/{edition}/{file}", "package", Form.NONE, Act.DOWNLOAD, false);

    /** What a POST to an address carries. */
    enum Form {
        /** There is nothing to send. */
        NONE,
        /** A form of a page that keeps nothing between requests. */
        STATELESS,
        /** A form of a page whose state the session keeps; it names that state by a secret. */
        STATEFUL,
        /** The same with a file. */
        UPLOAD,
        /** No fields at all. */
        PLAIN;

        boolean isStateful() {
            return this == STATEFUL || this == UPLOAD;
        }
    }

    private final String template;
    private final Pattern pattern;
    private final String target;
    private final Form form;
    private final Act act;
    private final boolean open;

    StaffRoute(String template, String target, Form form, Act act, boolean open) {
        this.template = template;
        this.pattern = Parts.pattern(template);
        this.target = target;
        this.form = form;
        this.act = act;
        this.open = open;
    }

    /**
     * An address that was understood.
     *
     * @param parts its changing parts by name
     */
    record Found(StaffRoute route, Map<String, String> parts) {}

    /** Reads a path within the application; empty if there is no such address. */
    static Optional<Found> find(String path) {
        return Stream.of(values()).flatMap(route -> route.match(path).stream()).findFirst();
    }

    private Optional<Found> match(String path) {
        Matcher matcher = pattern.matcher(path);
        return matcher.matches() ? Optional.of(new Found(this, Parts.read(template, matcher))) : Optional.empty();
    }

    /** Whether a script asks for it again and again, so that no question means that somebody is there. */
    boolean isPolled() {
        return this == PROGRESS || this == BULK_PROGRESS;
    }

    /** A file that draws a page, or the name of a servlet. */
    String target() {
        return target;
    }

    boolean isPage() {
        return target.startsWith("/");
    }

    Form form() {
        return form;
    }

    /** What a member of staff must be allowed to do to come here; empty where being logged in is enough. */
    Optional<Act> act() {
        return Optional.ofNullable(act);
    }

    /** Whether it answers those who are not logged in. */
    boolean isOpen() {
        return open;
    }

    /** Whether there is something to see at all. */
    boolean isReadable() {
        return form != Form.PLAIN;
    }

    String template() {
        return template;
    }

    private static String page(String name) {
        return "/WEB-INF/pages/staff/" + name + ".xhtml";
    }

    /** The changing parts of addresses. */
    private static final class Parts {
        private static final Map<String, String> LOOKS = Map.of(
                "token", "[A-Za-z0-9_-]{43}",
                "slug", "[a-z0-9-]{1,64}",
                "account", "[1-9][0-9]{0,17}",
                "edition", "[1-9][0-9]{0,17}",
                "signature", "[1-9][0-9]{0,17}",
                "bulk", "[1-9][0-9]{0,17}",
                "delivery", "[1-9][0-9]{0,17}",
                "file", "[A-Za-z0-9-]{1,130}\\.(?:asice|zip|pdf)");

        static Pattern pattern(String template) {
            String pattern = template;
            for (Map.Entry<String, String> part : LOOKS.entrySet()) {
                pattern =
                        pattern.replace("{" + part.getKey() + "}", "(?<" + part.getKey() + ">" + part.getValue() + ")");
            }
            return Pattern.compile(pattern);
        }

        static Map<String, String> read(String template, Matcher matcher) {
            return LOOKS.keySet().stream()
                    .filter(name -> template.contains("{" + name + "}"))
                    .collect(Collectors.toUnmodifiableMap(name -> name, matcher::group));
        }
    }
}
