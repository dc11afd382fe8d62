package org.demarche.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.demarche.testing.Person;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.Visitor;

/**
 * People who sign, by the page's form and by the resource for programs, and people who confirm, all at once and until
 * they are told to stop. They are bounded in number and in what each does.
 */
final class Signers {
    private static final String PETITION = "/azimjan-askarov";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** Longer than any fault lasts: who is written down when the database stands still waits until it goes on. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(90);

    private static final int MOST_EACH = 300;
    private static final int BY_FORM = 3;
    private static final int BY_PROGRAM = 3;
    private static final int CONFIRMING = 2;

    /** More than the portal has connections to its database: one that is still broken would be met. */
    private static final int ALL_WELL = 60;

    /** As {@link Person} makes them. */
    private static final Pattern NAMES = Pattern.compile("Zq[a-z]{10} Wx[a-z]{10}");

    private static final Pattern ADDRESSES = Pattern.compile("zq[a-z]{10}@wx[a-z]{10}\\.example\\.org");

    private final PortalProcess portal;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String fields;
    private final Answers signed = new Answers();
    private final Answers confirmed = new Answers();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<?>> runs = new ArrayList<>();
    private volatile boolean stopping;

    /** Reads the form that all will send. */
    Signers(PortalProcess portal) throws IOException {
        this.portal = portal;
        try (Visitor visitor = new Visitor(portal)) {
            fields = visitor.openForm("en").fill("NAME", "EMAIL", "CH").parameters().stream()
                    .map(field -> encoded(field.getName()) + "=" + encoded(field.getValue()))
                    .collect(Collectors.joining("&"));
        }
    }

    /**
     * Before they begin, so many others sign, and each of them is taken.
     *
     * @return their addresses
     */
    Set<String> precededBy(int people) throws InterruptedException {
        Answers earlier = new Answers();
        for (int i = 0; i < people; i++) {
            Person person = Person.latin();
            note(earlier, person.email(), 202, postJson(person));
        }
        if (earlier.acknowledged.size() < people) {
            throw new IllegalStateException("Not everybody could sign: " + earlier);
        }
        return earlier.acknowledged;
    }

    /**
     * They begin.
     *
     * @param links paths of confirmation links, each of which is followed once
     */
    Signers begin(List<String> links) {
        for (int i = 0; i < BY_FORM; i++) {
            runs.add(threads.submit(() -> repeat(this::signByForm)));
        }
        beginByProgram();
        Queue<String> left = new ConcurrentLinkedQueue<>(links);
        for (int i = 0; i < CONFIRMING; i++) {
            runs.add(threads.submit(() -> repeat(() -> confirm(left.poll()))));
        }
        return this;
    }

    /** Those begin who sign by the resource for programs, and nobody else: what they send never grows old. */
    Signers beginByProgram() {
        for (int i = 0; i < BY_PROGRAM; i++) {
            runs.add(threads.submit(() -> repeat(this::signByProgram)));
        }
        return this;
    }

    /** Waits until this many have been told that what they sent is stored. */
    Signers await(int acknowledged) throws InterruptedException {
        int target = signed.acknowledged.size() + acknowledged;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (signed.acknowledged.size() < target) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Hardly anybody could sign: " + signed);
            }
            Thread.sleep(10);
        }
        return this;
    }

    /** Waits until nobody is sent away any more: so many were taken one after the other. */
    Signers awaitAllWell() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int before = -1;
        while (before != signed.sentBack.size()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Some are still sent away: " + signed);
            }
            before = signed.sentBack.size();
            await(ALL_WELL);
        }
        return this;
    }

    /** They stop, and each has got an answer or none. */
    Signers stop() throws Exception {
        stopping = true;
        threads.shutdown();
        if (!threads.awaitTermination(LONGEST_ANSWER.toSeconds() + 20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Some still wait for an answer");
        }
        for (Future<?> run : runs) {
            run.get();
        }
        return this;
    }

    /** What became of those who signed, by their addresses. */
    Answers signed() {
        return signed;
    }

    /** What became of those who confirmed: by the paths of their own pages if they were told, else of their links. */
    Answers confirmed() {
        return confirmed;
    }

    private interface Step {
        void take() throws InterruptedException;
    }

    private void repeat(Step step) {
        try {
            for (int i = 0; i < MOST_EACH && !stopping; i++) {
                step.take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void signByForm() throws InterruptedException {
        Person person = Person.latin();
        String body = fields.replace("NAME", encoded(person.name())).replace("EMAIL", encoded(person.email()));
        HttpResponse<String> answer = post("/en" + PETITION, FORM, body);
        if (answer != null && answer.statusCode() == 503) {
            assertKept(person, answer.body());
        }
        note(signed, person.email(), 303, answer);
    }

    /** Who is sent away finds what they typed, and nothing of those who are sent away at the same moment. */
    private void assertKept(Person person, String page) {
        Set<String> names = found(NAMES, page);
        Set<String> addresses = found(ADDRESSES, page);
        if (!names.equals(Set.of(person.name())) || !addresses.equals(Set.of(person.email()))) {
            signed.wrong.put(503, "%s was shown %s and %s".formatted(person, names, addresses));
        }
    }

    private static Set<String> found(Pattern pattern, String page) {
        return pattern.matcher(page).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private void signByProgram() throws InterruptedException {
        Person person = Person.latin();
        note(signed, person.email(), 202, postJson(person));
    }

    private HttpResponse<String> postJson(Person person) throws InterruptedException {
        return post("/api/petitions" + PETITION + "/signatures", "application/json", json(person));
    }

    /** What a program sends for this person; in ASCII. */
    static String json(Person person) {
        return "{\"name\": \"%s\", \"email\": \"%s\", \"country\": \"CH\", \"demands\": [1],"
                        .formatted(person.name(), person.email())
                + " \"visibility\": \"COUNTED\", \"consent\": true, \"language\": \"en\"}";
    }

    private void confirm(String link) throws InterruptedException {
        if (link == null) {
            Thread.sleep(20);
            return;
        }
        HttpResponse<String> answer = post(link, FORM, "form=confirm&jakarta.faces.ViewState=stateless");
        String own =
                answer == null ? "" : answer.headers().firstValue("Location").orElse("");
        note(confirmed, own.isEmpty() ? link : own.replaceFirst("https?://[^/]+", ""), 303, answer);
        Thread.sleep(20);
    }

    private void note(Answers answers, String who, int expected, HttpResponse<String> answer)
            throws InterruptedException {
        if (answer == null) {
            answers.unanswered.add(who);
            // The portal is away; nobody hammers at its door.
            Thread.sleep(50);
        } else if (answer.statusCode() == expected) {
            answers.acknowledged.add(who);
        } else if (answer.statusCode() == 503
                && answer.headers().firstValue("Retry-After").isPresent()) {
            answers.sentBack.add(who);
            // Sooner than they are asked to; but their tries have to last for the longest outage.
            Thread.sleep(300);
        } else {
            answers.unanswered.add(who);
            answers.wrong.put(answer.statusCode(), answer.headers().map() + answer.body());
        }
    }

    /** {@return the answer; null if none came} */
    private HttpResponse<String> post(String path, String type, String body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(portal.at(path))
                .header("Content-Type", type)
                .timeout(LONGEST_ANSWER)
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            return null;
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
