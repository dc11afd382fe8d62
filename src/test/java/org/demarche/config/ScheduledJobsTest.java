package org.demarche.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whatever runs again and again asks for a lease, so that it runs on one node however many there are, or is named here with
 * the reason why all of them may. Found in the sources.
 */
class ScheduledJobsTest {
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final String EVERY = "schedule.every(";

    /** The answer counts: a lease that is taken and not asked about keeps nobody from anything. */
    private static final Pattern ASKS_FOR_A_LEASE =
            Pattern.compile("(\\bif \\(|\\bwhile \\(|\\breturn )!?leases\\.hold\\(");

    /** Of a method of the same class. */
    private static final Pattern CALL = Pattern.compile("\\bthis::(\\w+)|(?<![.\\w])(?:this\\.)?(\\w+)\\(");

    /** By class and name of the task, as the source has it. */
    private static final Map<String, String> ON_EVERY_NODE = Map.ofEntries(
            Map.entry("Workers Deciding.TASK", "takes rows that no other node has locked"),
            Map.entry("Postman TASK", "takes rows that no other node has locked"),
            Map.entry("Workers \"network keys\"", "fetches keys into the node's memory"),
            Map.entry("KeyRound \"keys\"", "forgets keys in the node's memory"),
            Map.entry("PublicFigures \"figures\"", "counts into the node's memory"),
            Map.entry("Dashboards \"dashboards\"", "counts into the node's memory"),
            Map.entry("Sample \"figures \" + names", "shows a monitor of this node what it looked up"),
            Map.entry("Nodes TASK", "says that this node lives, under a name of its own"),
            Map.entry("Nodes TASK + \"-clearing\"", "deletes rows of long ago: who comes second finds none"),
            Map.entry("BulkJob \"bulk-clearing\"", "deletes rows of long ago: who comes second finds none"),
            Map.entry("Counts \"recount\"", "marks what is to be counted anew; the count itself has a lease"),
            Map.entry("Sweeping \"sweep\"", "locks each edition: who comes second finds nothing to destroy"));

    private record Job(String name, boolean hasLease) {}

    private static List<Job> jobs;

    @BeforeAll
    static void readTheSources() throws IOException {
        jobs = new ArrayList<>();
        for (Path file : sources(source -> source.contains(EVERY))) {
            String source = Files.readString(file);
            String type = file.getFileName().toString().replace(".java", "");
            for (int at = source.indexOf(EVERY); at >= 0; at = source.indexOf(EVERY, at + 1)) {
                List<String> arguments = arguments(source, at + EVERY.length());
                assertThat(arguments).as(type).hasSize(3);
                jobs.add(new Job(type + " " + arguments.get(1), asksForALease(source, arguments.get(2))));
            }
        }
    }

    private static List<Path> sources(Predicate<String> wanted) throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> found = new ArrayList<>();
            for (Path file : files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList()) {
                if (wanted.test(Files.readString(file))) {
                    found.add(file);
                }
            }
            return found;
        }
    }

    /** What stands between the commas of a call, given where its arguments begin. */
    private static List<String> arguments(String source, int begin) {
        List<String> arguments = new ArrayList<>();
        int depth = 0;
        int from = begin;
        for (int at = begin; depth >= 0; at++) {
            char letter = source.charAt(at);
            if (letter == '(' || letter == '{') {
                depth++;
            } else if (letter == ')' || letter == '}') {
                depth--;
            }
            if (depth < 0 || (depth == 0 && letter == ',')) {
                arguments.add(source.substring(from, at).strip());
                from = at + 1;
            }
        }
        return arguments;
    }

    /** Whether the work, or a method of the same class that it comes to, asks for a lease. */
    private static boolean asksForALease(String source, String work) {
        Set<String> seen = new HashSet<>();
        List<String> code = new ArrayList<>(List.of(work));
        for (int i = 0; i < code.size(); i++) {
            if (ASKS_FOR_A_LEASE.matcher(code.get(i)).find()) {
                return true;
            }
            Matcher call = CALL.matcher(code.get(i));
            while (call.find()) {
                String method = call.group(1) == null ? call.group(2) : call.group(1);
                if (seen.add(method)) {
                    code.addAll(bodies(source, method));
                }
            }
        }
        return false;
    }

    private static List<String> bodies(String source, String method) {
        return Pattern.compile(
                        "^    (?! )[\\w<>, ]*\\b" + Pattern.quote(method) + "\\([^;{]*\\{\n(.*?)^    }$",
                        Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(source)
                .results()
                .map(body -> body.group(1))
                .toList();
    }

    @Test
    void runsOnOneNodeOrOnAllOfThemForAReason() {
        assertThat(jobs).hasSizeGreaterThan(20);
        assertThat(jobs).filteredOn(Job::hasLease).hasSizeGreaterThan(10);
        assertThat(jobs)
                .filteredOn(job -> !job.hasLease())
                .extracting(Job::name)
                .as("tasks that run on every node; a new one needs a lease, or a reason here")
                .containsExactlyInAnyOrderElementsOf(ON_EVERY_NODE.keySet());
    }

    /** So that the one above has read them all. */
    @Test
    void nothingElseRunsByItself() throws IOException {
        Pattern other =
                Pattern.compile("\\.scheduleAtFixedRate\\(|\\.scheduleWithFixedDelay\\(|\\bTimer\\b|@Schedule\\b"
                        + "|\\bManagedScheduledExecutorService\\b");
        assertThat(sources(source -> other.matcher(source).find()))
                .as("the schedule, the pulse of one compilation, and what must not wait for others on any node")
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrder("Schedule.java", "CompileStep.java", "Watch.java");
        assertThat(sources(source -> source.contains(".every(")))
                .isNotEmpty()
                .isEqualTo(sources(source -> source.contains(EVERY)));
    }
}
