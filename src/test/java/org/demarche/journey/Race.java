package org.demarche.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.SignForm;
import org.demarche.testing.TrialMailbox.Mail;
import org.demarche.testing.Visitor;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlPage;

/** Many at once for one address: of all who sign and confirm with it, one is counted. */
final class Race implements AutoCloseable {
    private static final int RACERS = 50;

    private final PortalProcess portal;
    private final Queue<Visitor> visitors = new ConcurrentLinkedQueue<>();

    Race(PortalProcess portal) {
        this.portal = portal;
    }

    @Override
    public void close() {
        visitors.forEach(Visitor::close);
    }

    private Visitor visitor() {
        Visitor visitor = new Visitor(portal);
        visitors.add(visitor);
        return visitor;
    }

    void countsOne() throws Exception {
        List<String> spellings = new ArrayList<>();
        for (int i = 0; i < RACERS; i++) {
            spellings.add(i % 2 == 0 ? "racer+" + i + "@example.org" : "RACER+" + i + "@example.ORG");
        }

        long counted = count();

        List<HtmlPage> thanks = allAtOnce(spellings, spelling -> {
            SignForm form = visitor().openForm("en").fill("Racer", spelling, "KG");
            return form.send();
        });
        assertThat(thanks).hasSize(RACERS).allSatisfy(page -> assertThat(page.getUrl())
                .hasPath("/en/azimjan-askarov/check-inbox"));

        List<Mail> mails = mails(spellings);
        List<Mail> links = new ArrayList<>();
        for (int i = 0; i < RACERS; i++) {
            links.add(mails.get(i % mails.size()));
        }
        List<DomElement> buttons = new ArrayList<>();
        for (Mail link : links) {
            buttons.add(visitor().open(link.link()).querySelector("form#confirm button"));
        }
        List<HtmlPage> own = allAtOnce(buttons, DomElement::click);

        assertThat(own).allSatisfy(page -> {
            assertThat(page.getWebResponse().getStatusCode()).isEqualTo(200);
            assertThat(page.getUrl().getPath()).startsWith("/en/signature/");
            assertThat(page.getElementById("withdraw")).isNotNull();
        });
        Set<String> states = new HashSet<>();
        own.forEach(page -> states.add(page.getElementById("state").asNormalizedText()));
        assertThat(states).hasSize(1);
        assertThat(count()).isEqualTo(counted + 1);
    }

    /** The published count, after the time that a page may lag behind. */
    private long count() throws Exception {
        Thread.sleep(4000);
        DomNode total = visitor().open("/en/azimjan-askarov").querySelector(".tally-number");
        return Long.parseLong(total.getTextContent().replaceAll("\\D", ""));
    }

    /** What was mailed to any of these, once nothing more arrives. */
    private List<Mail> mails(List<String> addresses) throws Exception {
        List<Mail> mails = List.of();
        List<Mail> before;
        do {
            before = mails;
            Thread.sleep(3000);
            mails = portal.mailbox().all().stream()
                    .filter(mail -> addresses.stream().anyMatch(mail.recipient()::equalsIgnoreCase))
                    .toList();
        } while (mails.isEmpty() || mails.size() > before.size());
        return mails;
    }

    private interface Step<T, R> {
        R take(T subject) throws Exception;
    }

    /** Starts a step for each subject at the same moment. */
    private static <T, R> List<R> allAtOnce(List<T> subjects, Step<T, R> step) throws Exception {
        CyclicBarrier start = new CyclicBarrier(subjects.size());
        ExecutorService threads = Executors.newFixedThreadPool(subjects.size());
        try {
            List<Callable<R>> runs = new ArrayList<>();
            for (T subject : subjects) {
                runs.add(() -> {
                    start.await();
                    return step.take(subject);
                });
            }
            List<R> results = new ArrayList<>();
            for (Future<R> run : threads.invokeAll(runs)) {
                results.add(run.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
