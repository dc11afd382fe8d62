package org.demarche.web.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.demarche.config.Settings;
import org.demarche.signing.partner.Partner;
import org.demarche.signing.partner.Quotas;
import org.demarche.signing.partner.Recognising;
import org.demarche.web.ProblemDocument;
import org.demarche.web.ProblemDocument.Kind;

/** Knows partners by their keys, and whether they are within the limits agreed with them. */
@ApplicationScoped
class Callers {
    private Recognising recognising;
    private Quotas quotas;
    private Settings settings;

    protected Callers() {}

    @Inject
    Callers(Recognising recognising, Quotas quotas, Settings settings) {
        this.recognising = recognising;
        this.quotas = quotas;
        this.settings = settings;
    }

    /** @param authorization value of the header of that name; null if there is none */
    Caller of(String authorization) {
        return authorization == null
                ? anybody()
                : recognising.partner(authorization).map(this::partner).orElseGet(this::stranger);
    }

    private static Caller anybody() {
        return new Caller(OptionalLong.empty(), Optional.empty(), Map.of());
    }

    private Caller stranger() {
        return Caller.refused(
                ProblemDocument.of(401, Kind.UNKNOWN_KEY, settings.publicUrl()),
                Map.of("WWW-Authenticate", "Bearer realm=\"demarche\", error=\"invalid_token\""));
    }

    private Caller partner(Partner partner) {
        Quotas.Verdict verdict = quotas.admit(partner);
        Map<String, String> headers = new TreeMap<>();
        headers.put(
                "RateLimit-Policy",
                listed(
                        verdict,
                        standing -> ";q=" + standing.quota() + ";w="
                                + standing.window().toSeconds()));
        headers.put(
                "RateLimit",
                listed(verdict, standing -> ";r=" + standing.remaining() + ";t=" + seconds(standing.reset())));
        if (verdict.admitted()) {
            return new Caller(OptionalLong.of(partner.id()), Optional.empty(), headers);
        }
        headers.put("Retry-After", Long.toString(seconds(verdict.pause())));
        return tooMany(headers);
    }

    private Caller tooMany(Map<String, String> headers) {
        return Caller.refused(ProblemDocument.of(429, Kind.TOO_MANY, settings.publicUrl()), headers);
    }

    private static String listed(Quotas.Verdict verdict, Function<Quotas.Standing, String> parameters) {
        return verdict.standings().stream()
                .map(standing -> "\"" + standing.name() + "\"" + parameters.apply(standing))
                .collect(Collectors.joining(", "));
    }

    /** Whole seconds, rounded up: who comes back then is not too early. */
    private static long seconds(Duration time) {
        return time.plusMillis(999).toSeconds();
    }
}
