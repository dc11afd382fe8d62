package org.demarche.web.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.demarche.config.Settings;
import org.demarche.petition.Petition;
import org.demarche.petition.Petitions;
import org.demarche.signature.Channel;
import org.demarche.signing.Signing;
import org.demarche.signing.SigningOutcome;
import org.demarche.signing.form.Problem;
import org.demarche.signing.form.SigningForm;
import org.demarche.signing.limits.Admission;
import org.demarche.signing.limits.Admitting;
import org.demarche.signing.limits.Network;
import org.demarche.signing.limits.Networks;
import org.demarche.web.Languages;
import org.demarche.web.Messages;
import org.demarche.web.ProblemDocument;
import org.demarche.web.ProblemDocument.Finding;
import org.demarche.web.ProblemDocument.Kind;
import org.demarche.web.Visit;

/**
 * The form {@code sign} for programs: the page's rules, the page's use case, and an answer that tells as little. It keeps
 * nothing of a request, and is not made anew for each.
 */
@Path("petitions/{slug}/signatures")
@ApplicationScoped
public class SignaturesResource {
    // Kept: looking for an implementation again would take longer than the answer.
    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    private Petitions petitions;
    private Signing signing;
    private Callers callers;
    private Admitting admitting;
    private Networks networks;
    private Settings settings;

    protected SignaturesResource() {}

    @Inject
    SignaturesResource(
            Petitions petitions,
            Signing signing,
            Callers callers,
            Admitting admitting,
            Networks networks,
            Settings settings) {
        this.petitions = petitions;
        this.signing = signing;
        this.callers = callers;
        this.admitting = admitting;
        this.networks = networks;
        this.settings = settings;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response sign(
            @PathParam("slug") String slug,
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String wish,
            @Context HttpServletRequest request,
            byte[] body) {
        Petition petition = petitions.bySlug(slug).orElseThrow(NotFoundException::new);
        Caller caller = callers.of(authorization);
        Response answer = caller.refusal()
                .map(SignaturesResource::problem)
                .orElseGet(() -> sign(petition, caller.partner(), wish, request, body));
        Response.ResponseBuilder whole = Response.fromResponse(answer);
        caller.headers().forEach(whole::header);
        return whole.build();
    }

    private Response sign(
            Petition petition, OptionalLong partner, String wish, HttpServletRequest request, byte[] body) {
        SentForm sent;
        try {
            sent = SentForm.read(body);
        } catch (SentForm.Malformed e) {
            return wrong(400, Kind.MALFORMED, e.field(), e.code());
        }
        String language = sent.language().orElseGet(() -> Languages.preferred(wish, petition.languages()));
        if (!petition.languages().contains(language)) {
            return wrong(422, Kind.INVALID, "language", "body.language");
        }
        SigningForm form = sent.signing(petition, language);
        List<Problem> problems = signing.check(form);
        if (!problems.isEmpty()) {
            return refusal(problems, language);
        }
        return partner.isPresent()
                ? answer(signing.signFrom(partner.getAsLong(), form, admitting.flags(form)), form)
                : signWithinLimits(form, Visit.network(request, networks));
    }

    /** Without a key a server is a visitor among others of its network. */
    private Response signWithinLimits(SigningForm form, Network network) {
        Admission admission = admitting.admit(form, "", network);
        if (admission instanceof Admission.Later later) {
            Response refusal = problem(ProblemDocument.of(429, Kind.TOO_MANY, settings.publicUrl()));
            return Response.fromResponse(refusal)
                    .header(HttpHeaders.RETRY_AFTER, later.pause().toSeconds())
                    .build();
        }
        return answer(signing.sign(form, Channel.API, ((Admission.Admitted) admission).flags(), network), form);
    }

    /** What only a program can have got wrong, in its language. */
    private Response wrong(int status, Kind kind, String field, String code) {
        Finding finding = new Finding(field, code, Messages.ofApi().text(code));
        return problem(ProblemDocument.of(status, kind, settings.publicUrl(), finding.detail(), List.of(finding)));
    }

    private Response answer(SigningOutcome outcome, SigningForm form) {
        String language = form.language();
        if (outcome instanceof SigningOutcome.Refused refused) {
            return refusal(refused.problems(), language);
        }
        if (outcome instanceof SigningOutcome.NotOpen) {
            return problem(ProblemDocument.of(409, Kind.NOT_OPEN, settings.publicUrl()));
        }
        Messages text = Messages.in(language);
        String page =
                settings.publicUrl() + "/" + language + "/" + form.petition().slug() + "/check-inbox";
        String json = JSON.createObjectBuilder()
                .add("next", "CONFIRM_BY_MAIL")
                .add("language", language)
                .add("title", text.text("checkInbox.title"))
                .add("detail", text.text("checkInbox.lead"))
                .add("page", page)
                .build()
                .toString();
        return unkept(202)
                .language(language)
                .type(MediaType.APPLICATION_JSON)
                .entity(json.getBytes(UTF_8))
                .build();
    }

    private Response refusal(List<Problem> problems, String language) {
        Messages text = Messages.in(language);
        List<Finding> findings = problems.stream()
                .map(problem -> new Finding(
                        problem.field(),
                        problem.message(),
                        text.text(problem.message(), problem.arguments().toArray())))
                .toList();
        ProblemDocument document =
                ProblemDocument.of(422, Kind.INVALID, settings.publicUrl(), text.text("error.422.what"), findings);
        return Response.fromResponse(problem(document)).language(language).build();
    }

    private static Response problem(ProblemDocument document) {
        return unkept(document.status())
                .type(ProblemDocument.MEDIA_TYPE)
                .entity(document.bytes())
                .build();
    }

    private static Response.ResponseBuilder unkept(int status) {
        return Response.status(status).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
