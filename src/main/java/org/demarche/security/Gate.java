package org.demarche.security;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.demarche.audit.Act;
import org.demarche.audit.Actor;
import org.demarche.security.StaffRoute.Form;
import org.demarche.security.session.Attendance;
import org.demarche.security.session.Standing;
import org.demarche.web.upload.Multipart;

/** Decides who may pass to a staff address. Pure: it sees the facts of a request and answers with what is to be done. */
final class Gate {
    /** Longest form, in bytes. */
    static final int LONGEST_FORM = 16 * 1024;

    /** Longest form with a file. What is somewhat too large comes through, so that its page can say so and keep the rest. */
    static final int LONGEST_UPLOAD = 24 * 1024 * 1024;

    private static final String FACES = "jakarta.faces.";
    private static final String VIEW_STATE = FACES + "ViewState";
    private static final Pattern STATE_OF_SESSION = Pattern.compile("-?[0-9]{1,19}:-?[0-9]{1,19}");

    private final String origin;
    private final boolean loopback;

    /** @param loopback whether the portal speaks only to the machine it runs on, which has several names for itself */
    Gate(URI publicUrl, boolean loopback) {
        this.origin = publicUrl.getScheme() + "://" + publicUrl.getRawAuthority();
        this.loopback = loopback;
    }

    /**
     * What is known of a request before its fields are read.
     *
     * @param header a header's value by its name, or null
     * @param length of the body in bytes, -1 if not said
     */
    record Inquiry(String method, UnaryOperator<String> header, long length) {
        boolean reads() {
            return method.equals("GET") || method.equals("HEAD");
        }
    }

    /** What is to be done with a request. */
    sealed interface Decision {
        /** Go on. */
        record Pass() implements Decision {}

        /** Show the log-in page first. */
        record LogInFirst() implements Decision {}

        /** Have the second factor shown first. */
        record FactorFirst() implements Decision {}

        /** Have a second factor set up first. */
        record EnrolFirst() implements Decision {}

        /**
         * Refuse.
         *
         * @param status HTTP status code
         * @param allow the methods that would do, for 405; else empty
         */
        record Refuse(int status, String allow) implements Decision {}
    }

    private static final Decision PASS = new Decision.Pass();

    private static Decision refuse(int status) {
        return new Decision.Refuse(status, "");
    }

    /** Judges by all but the fields: method, form, origin, and last who asks. */
    Decision judge(StaffRoute route, Inquiry inquiry, Optional<Attendance> attendance) {
        Decision byForm = judgeMethod(route, inquiry);
        return byForm instanceof Decision.Pass ? judgeAttendance(route, inquiry, attendance) : byForm;
    }

    private Decision judgeMethod(StaffRoute route, Inquiry inquiry) {
        boolean sends = inquiry.method().equals("POST") && route.form() != Form.NONE;
        if (!sends && !(inquiry.reads() && route.isReadable())) {
            return new Decision.Refuse(405, allowed(route));
        }
        return sends ? judgePost(route, inquiry) : PASS;
    }

    private static String allowed(StaffRoute route) {
        if (!route.isReadable()) {
            return "POST";
        }
        return route.form() == Form.NONE ? "GET, HEAD" : "GET, HEAD, POST";
    }

    private Decision judgePost(StaffRoute route, Inquiry inquiry) {
        boolean bodiless = route.form() == Form.PLAIN && inquiry.header().apply("Transfer-Encoding") == null;
        if (inquiry.length() < 0 && !bodiless) {
            return refuse(411);
        }
        boolean uploads = route.form() == Form.UPLOAD;
        if (inquiry.length() > (uploads ? LONGEST_UPLOAD : LONGEST_FORM)) {
            return refuse(413);
        }
        String type = inquiry.header().apply("Content-Type");
        if (inquiry.length() > 0 && !(uploads ? Multipart.boundary(type).isPresent() : isForm(type))) {
            return refuse(415);
        }
        return isForeign(inquiry) ? refuse(403) : PASS;
    }

    private static boolean isForm(String contentType) {
        if (contentType == null) {
            return false;
        }
        String[] parts = contentType.toLowerCase(Locale.ROOT).replace(" ", "").split(";", 2);
        return parts[0].equals("application/x-www-form-urlencoded")
                && (parts.length == 1 || parts[1].replace("\"", "").equals("charset=utf-8"));
    }

    /** A browser says where a form came from; what says nothing is no browser, and has nobody's cookie to misuse. */
    private boolean isForeign(Inquiry inquiry) {
        String site = inquiry.header().apply("Sec-Fetch-Site");
        if (site != null && !Set.of("same-origin", "none").contains(site)) {
            return true;
        }
        String from = inquiry.header().apply("Origin");
        return from != null && !isOwn(from, inquiry.header().apply("Host"));
    }

    private boolean isOwn(String from, String host) {
        return from.equalsIgnoreCase(origin) || (loopback && from.equalsIgnoreCase("http://" + host));
    }

    private static Decision judgeAttendance(StaffRoute route, Inquiry inquiry, Optional<Attendance> attendance) {
        if (route.isOpen()) {
            return PASS;
        }
        if (attendance.isEmpty()) {
            return route.isPage() || inquiry.method().equals("POST") ? new Decision.LogInFirst() : refuse(401);
        }
        Standing standing = attendance.get().standing();
        if (standing != Standing.LET_IN && route != StaffRoute.LOG_OUT && route != awaited(standing)) {
            return standing == Standing.FACTOR_DUE ? new Decision.FactorFirst() : new Decision.EnrolFirst();
        }
        return judgeAct(route, inquiry, attendance.get());
    }

    /** The one page for those who have not come all the way. */
    private static StaffRoute awaited(Standing standing) {
        return standing == Standing.FACTOR_DUE ? StaffRoute.FACTOR : StaffRoute.ACCESS;
    }

    private static Decision judgeAct(StaffRoute route, Inquiry inquiry, Attendance attendance) {
        Actor actor = attendance.actor();
        if (!route.act().map(actor::may).orElse(true)) {
            return refuse(403);
        }
        boolean sensitive = route.act().map(Act::isSensitive).orElse(false);
        // Asked before the form is shown, so that what is typed into it seldom meets the question.
        boolean proven = inquiry.reads() ? attendance.fresh() : actor.proven();
        // A page that takes a file says so itself: a browser would not send the file again.
        boolean sends = route.form() == Form.UPLOAD && !inquiry.reads();
        return sensitive && !proven && !sends ? new Decision.FactorFirst() : PASS;
    }

    /**
     * Judges the fields that Faces would act on. A GET has none of them, else it would do what only a POST may do; a
     * POST has the state of its kind of page, well-formed, once.
     */
    static Decision judgeFields(StaffRoute route, boolean reads, Map<String, String[]> fields) {
        List<String> ofFaces =
                fields.keySet().stream().filter(name -> name.startsWith(FACES)).toList();
        if (reads || route.form() == Form.PLAIN) {
            return ofFaces.isEmpty() ? PASS : refuse(400);
        }
        if (!ofFaces.equals(List.of(VIEW_STATE)) || fields.get(VIEW_STATE).length != 1) {
            return refuse(400);
        }
        String state = fields.get(VIEW_STATE)[0];
        boolean known = route.form() == Form.STATELESS
                ? state.equals("stateless")
                : STATE_OF_SESSION.matcher(state).matches();
        return known ? PASS : refuse(400);
    }
}
