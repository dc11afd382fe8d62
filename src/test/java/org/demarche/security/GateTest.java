package org.demarche.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.URI;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.demarche.audit.Act;
import org.demarche.audit.Actor;
import org.demarche.audit.Role;
import org.demarche.security.Gate.Decision;
import org.demarche.security.StaffRoute.Form;
import org.demarche.security.session.Attendance;
import org.demarche.security.session.Standing;
import org.demarche.vault.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
    private static final Gate GATE = new Gate(URI.create("https://petitions.example.org"), false);
    private static final Token TOKEN = Token.random(new SecureRandom());
    private static final String MULTIPART = "multipart/form-data; boundary=x";
    private static final Decision PASS = new Decision.Pass();
    private static final Decision LOG_IN = new Decision.LogInFirst();
    private static final Attendance EVERYTHING = attending(new Actor(1, "Maria", Set.of(Role.values())).asProven());

    private static Attendance attending(Actor actor) {
        return new Attendance(TOKEN, actor, Standing.LET_IN, actor.proven(), true);
    }

    private static Decision refusal(int status) {
        return new Decision.Refuse(status, "");
    }

    private static Gate.Inquiry get() {
        return new Gate.Inquiry("GET", name -> null, -1);
    }

    private static Gate.Inquiry post(String... headers) {
        Map<String, String> all = new HashMap<>(Map.of("Content-Type", "application/x-www-form-urlencoded"));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return new Gate.Inquiry("POST", all::get, 10);
    }

    static Stream<Arguments> everyAddressAsEveryRole() {
        return Arrays.stream(StaffRoute.values())
                .flatMap(route -> Arrays.stream(Role.values()).map(role -> arguments(route, role)));
    }

    @ParameterizedTest
    @EnumSource(StaffRoute.class)
    void nobodySeesTheLogInAndWhereOneTimeLinksLeadAndNothingElse(StaffRoute route) {
        boolean open = Set.of(StaffRoute.LOG_IN, StaffRoute.SET_UP, StaffRoute.JOIN, StaffRoute.RENEW)
                .contains(route);
        Gate.Inquiry inquiry = route.isReadable() ? get() : post();

        Decision decision = GATE.judge(route, inquiry, Optional.empty());

        if (open) {
            assertThat(decision).isEqualTo(PASS);
        } else {
            assertThat(decision).isIn(LOG_IN, refusal(401));
        }
        if (route.form() != Form.NONE && !open) {
            Gate.Inquiry sent = route.form() == Form.UPLOAD ? post("Content-Type", MULTIPART) : post();
            assertThat(GATE.judge(route, sent, Optional.empty())).isEqualTo(LOG_IN);
        }
    }

    @ParameterizedTest
    @MethodSource("everyAddressAsEveryRole")
    void aRoleSeesWhatItMayDoAndNothingElse(StaffRoute route, Role role) {
        Actor actor = new Actor(1, "Maria", Set.of(role)).asProven();
        boolean may = route.act().map(act -> act.isFor(role)).orElse(true);
        Gate.Inquiry inquiry = route.isReadable() ? get() : post();

        assertThat(GATE.judge(route, inquiry, Optional.of(attending(actor)))).isEqualTo(may ? PASS : refusal(403));
    }

    @ParameterizedTest
    @MethodSource("everyAddressAsEveryRole")
    void whatIsSensitiveIsNotEvenShownBeforeTheSecondFactor(StaffRoute route, Role role) {
        Actor actor = new Actor(1, "Maria", Set.of(role));
        Gate.Inquiry inquiry = route.isReadable() ? get() : post();
        boolean sensitive = route.act().map(Act::isSensitive).orElse(false);
        boolean may = route.act().map(act -> act.isFor(role)).orElse(true);

        assertThat(GATE.judge(route, inquiry, Optional.of(attending(actor))))
                .isEqualTo(may ? sensitive ? new Decision.FactorFirst() : PASS : refusal(403));
    }

    @Test
    void whoeverBeginsSomethingSensitiveHasTimeLeftForIt() {
        Actor actor = new Actor(1, "Maria", Set.of(Role.values())).asProven();
        Optional<Attendance> stale = Optional.of(new Attendance(TOKEN, actor, Standing.LET_IN, false, true));

        assertThat(GATE.judge(StaffRoute.PARTNERS, get(), stale)).isEqualTo(new Decision.FactorFirst());
        assertThat(GATE.judge(StaffRoute.PARTNERS, post(), stale)).isEqualTo(PASS);
        assertThat(GATE.judge(StaffRoute.OVERVIEW, get(), stale)).isEqualTo(PASS);
    }

    @Test
    void takesAFileOnlyWhereThereIsAFormForIt() {
        Optional<Attendance> maria = Optional.of(EVERYTHING);
        Gate.Inquiry file = post("Content-Type", MULTIPART);

        assertThat(GATE.judge(StaffRoute.DELIVERY, file, maria)).isEqualTo(PASS);
        assertThat(GATE.judge(StaffRoute.DELIVERY, post(), maria)).isEqualTo(refusal(415));
        assertThat(GATE.judge(StaffRoute.ANSWER, file, maria)).isEqualTo(refusal(415));
        assertThat(GATE.judge(
                        StaffRoute.DELIVERY, new Gate.Inquiry("POST", name -> null, Gate.LONGEST_UPLOAD + 1L), maria))
                .isEqualTo(refusal(413));
    }

    @Test
    void leavesItToThePageThatTakesAFileToAskForTheSecondFactorAgain() {
        Optional<Attendance> unproven = Optional.of(attending(new Actor(1, "Maria", Set.of(Role.values()))));

        assertThat(GATE.judge(StaffRoute.DELIVERY, get(), unproven)).isEqualTo(new Decision.FactorFirst());
        assertThat(GATE.judge(StaffRoute.DELIVERY, post("Content-Type", MULTIPART), unproven))
                .isEqualTo(PASS);
        assertThat(GATE.judge(StaffRoute.ANSWER, post(), unproven)).isEqualTo(new Decision.FactorFirst());
    }

    @ParameterizedTest
    @EnumSource(StaffRoute.class)
    void aPasswordAloneLeadsToTheSecondFactorAndNowhereElse(StaffRoute route) {
        Actor actor = new Actor(1, "Maria", Set.of(Role.values()));
        Attendance half = new Attendance(TOKEN, actor, Standing.FACTOR_DUE, false, true);
        boolean passes =
                route.isOpen() || Set.of(StaffRoute.FACTOR, StaffRoute.LOG_OUT).contains(route);

        assertThat(GATE.judge(route, route.isReadable() ? get() : post(), Optional.of(half)))
                .isEqualTo(passes ? PASS : new Decision.FactorFirst());
    }

    @ParameterizedTest
    @EnumSource(StaffRoute.class)
    void whoMustHaveASecondFactorAndHasNoneSetsOneUpAndDoesNothingElse(StaffRoute route) {
        Actor actor = new Actor(1, "Maria", Set.of(Role.values()));
        Attendance half = new Attendance(TOKEN, actor, Standing.ENROLMENT_DUE, false, false);
        boolean passes =
                route.isOpen() || Set.of(StaffRoute.ACCESS, StaffRoute.LOG_OUT).contains(route);

        assertThat(GATE.judge(route, route.isReadable() ? get() : post(), Optional.of(half)))
                .isEqualTo(passes ? PASS : new Decision.EnrolFirst());
    }

    @ParameterizedTest
    @EnumSource(StaffRoute.class)
    void whoHasLostEveryRoleGetsOutAndNoFurther(StaffRoute route) {
        Optional<Attendance> actor = Optional.of(attending(new Actor(1, "Maria", Set.of())));
        Decision expected = route.isOpen() || route.act().isEmpty() ? PASS : refusal(403);

        assertThat(GATE.judge(route, route.isReadable() ? get() : post(), actor))
                .isEqualTo(expected);
    }

    @Test
    void aPackageWithNamesIsForThoseWhoCompileOrApprove() {
        assertThat(StaffRoute.PACKAGE.act()).contains(Act.DOWNLOAD);
        assertThat(Arrays.stream(Role.values()).filter(Act.DOWNLOAD::isFor))
                .containsExactly(Role.SUBMITTER, Role.APPROVER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "get"})
    void noOtherMethodPasses(String method) {
        for (StaffRoute route : StaffRoute.values()) {
            Gate.Inquiry inquiry = new Gate.Inquiry(method, name -> null, 0);
            assertThat(GATE.judge(route, inquiry, Optional.of(EVERYTHING)))
                    .isInstanceOfSatisfying(Decision.Refuse.class, refused -> assertThat(refused.status())
                            .isEqualTo(405));
        }
    }

    @Test
    void loggingOutTakesAPost() {
        assertThat(GATE.judge(StaffRoute.LOG_OUT, get(), Optional.of(EVERYTHING)))
                .isEqualTo(new Decision.Refuse(405, "POST"));
        assertThat(GATE.judge(StaffRoute.LOG_OUT, post(), Optional.of(EVERYTHING)))
                .isEqualTo(PASS);
    }

    @Test
    void loggingOutNeedsNoBody() {
        Gate.Inquiry empty = new Gate.Inquiry("POST", name -> null, -1);

        assertThat(GATE.judge(StaffRoute.LOG_OUT, empty, Optional.of(EVERYTHING)))
                .isEqualTo(PASS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void refusesAFormOfAnotherSite(String site) {
        assertThat(GATE.judge(StaffRoute.OVERVIEW, post("Sec-Fetch-Site", site), Optional.of(EVERYTHING)))
                .isEqualTo(refusal(403));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://petitions.example.org"})
    void refusesAForeignOrigin(String origin) {
        assertThat(GATE.judge(
                        StaffRoute.OVERVIEW,
                        post("Origin", origin, "Host", "petitions.example.org"),
                        Optional.of(EVERYTHING)))
                .isEqualTo(refusal(403));
    }

    @Test
    void takesAFormOfItsOwn() {
        assertThat(GATE.judge(
                        StaffRoute.OVERVIEW,
                        post("Origin", "https://petitions.example.org", "Sec-Fetch-Site", "same-origin"),
                        Optional.of(EVERYTHING)))
                .isEqualTo(PASS);
    }

    @Test
    void onLoopbackEveryNameOfTheMachineIsItsOwn() {
        Gate trial = new Gate(URI.create("http://localhost:8080"), true);
        Gate.Inquiry inquiry = post("Origin", "http://127.0.0.1:8080", "Host", "127.0.0.1:8080");

        assertThat(trial.judge(StaffRoute.LOG_IN, inquiry, Optional.empty())).isEqualTo(PASS);
        assertThat(trial.judge(
                        StaffRoute.LOG_IN,
                        post("Origin", "http://evil.example", "Host", "127.0.0.1:8080"),
                        Optional.empty()))
                .isEqualTo(refusal(403));
    }

    @Test
    void refusesBodiesWithoutLengthTooLongOrOfAnotherType() {
        assertThat(GATE.judge(StaffRoute.LOG_IN, new Gate.Inquiry("POST", name -> null, -1), Optional.empty()))
                .isEqualTo(refusal(411));
        assertThat(GATE.judge(
                        StaffRoute.LOG_IN,
                        new Gate.Inquiry("POST", name -> null, Gate.LONGEST_FORM + 1L),
                        Optional.empty()))
                .isEqualTo(refusal(413));
        assertThat(GATE.judge(StaffRoute.LOG_IN, post("Content-Type", "multipart/form-data"), Optional.empty()))
                .isEqualTo(refusal(415));
    }

    @Test
    void aGetRunsNothing() {
        Map<String, String[]> fields = Map.of("jakarta.faces.ViewState", new String[] {"1:2"});

        assertThat(Gate.judgeFields(StaffRoute.OVERVIEW, true, fields)).isEqualTo(refusal(400));
        assertThat(Gate.judgeFields(StaffRoute.OVERVIEW, true, Map.of())).isEqualTo(PASS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "stateless", "1", "1:2:3", "H4sIAAAAAAAA", "1:x"})
    void aFormOfASessionNamesItsState(String state) {
        assertThat(Gate.judgeFields(
                        StaffRoute.OVERVIEW, false, Map.of("jakarta.faces.ViewState", new String[] {state})))
                .isEqualTo(refusal(400));
        assertThat(Gate.judgeFields(StaffRoute.OVERVIEW, false, Map.of())).isEqualTo(refusal(400));
        assertThat(Gate.judgeFields(StaffRoute.OVERVIEW, false, Map.of("jakarta.faces.ViewState", new String[] {
                    "-3260222431183946792:4294951160424258345"
                })))
                .isEqualTo(PASS);
    }

    @Test
    void aFormWithoutASessionHasNoState() {
        assertThat(Gate.judgeFields(
                        StaffRoute.LOG_IN, false, Map.of("jakarta.faces.ViewState", new String[] {"stateless"})))
                .isEqualTo(PASS);
        assertThat(Gate.judgeFields(StaffRoute.LOG_IN, false, Map.of("jakarta.faces.ViewState", new String[] {"1:2"})))
                .isEqualTo(refusal(400));
    }

    @Test
    void nothingElseOfFacesIsTaken() {
        Map<String, String[]> fields = Map.of(
                "jakarta.faces.ViewState", new String[] {"1:2"}, "jakarta.faces.partial.ajax", new String[] {"true"});

        assertThat(Gate.judgeFields(StaffRoute.OVERVIEW, false, fields)).isEqualTo(refusal(400));
    }
}
