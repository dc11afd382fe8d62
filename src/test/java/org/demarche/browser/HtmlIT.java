package org.demarche.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import nu.validator.client.EmbeddedValidator;
import org.demarche.browser.PublicPages.Stop;
import org.demarche.security.StaffAddresses;
import org.demarche.testing.OnThePortal;
import org.demarche.testing.PortalProcess;
import org.demarche.testing.StaffMember;
import org.demarche.testing.Visitor;
import org.htmlunit.Page;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Nu HTML checker has nothing to say about any page, neither errors nor warnings. */
@OnThePortal
class HtmlIT {
    private static final long STACK_BYTES = 64L << 20;

    private final PortalProcess portal;

    HtmlIT(PortalProcess portal) {
        this.portal = portal;
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void writesValidHtmlOnEveryPage(String language) throws Exception {
        List<String> found = new ArrayList<>();
        try (Visitor visitor = new Visitor(portal)) {
            for (Stop stop : new PublicPages(portal, language).prepare()) {
                String said = check(source(visitor, stop));
                if (!said.isEmpty()) {
                    found.add(stop + "\n" + said);
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void writesValidHtmlOnEveryStaffPage() throws Exception {
        List<String> found = new ArrayList<>();
        try (StaffMember first = new StaffMember(portal)) {
            first.setUp();
            first.logIn();
            for (String path : StaffAddresses.pages()) {
                String said = check(first.fetch(path).getContentAsString(StandardCharsets.UTF_8));
                if (!said.isEmpty()) {
                    found.add(path + "\n" + said);
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void wouldSayWhatIsWrong() throws Exception {
        assertThat(check("<!DOCTYPE html><html lang=en><title>x</title><img src=x><p id=a><p id=a>"))
                .contains("alt")
                .contains("Duplicate ID");
    }

    private String source(Visitor visitor, Stop stop) throws IOException {
        Page page = visitor.fetch(URI.create(portal.url() + stop.path()));
        if (stop.form().isPresent()) {
            page = ((HtmlPage) page)
                    .<DomElement>querySelector("form#" + stop.form().get() + " button[type=submit]")
                    .click();
        }
        return page.getWebResponse().getContentAsString(StandardCharsets.UTF_8);
    }

    /** What the checker says; nothing if the text is valid. Its grammar is deep, so it gets a stack of its own. */
    private static String check(String html) throws InterruptedException, ExecutionException {
        FutureTask<String> task = new FutureTask<>(() -> {
            EmbeddedValidator validator = new EmbeddedValidator();
            validator.setOutputFormat(EmbeddedValidator.OutputFormat.GNU);
            // It guesses languages from statistics, and takes lists of names for something else.
            validator.setNoLangDetect(true);
            return validator
                    .validate(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)))
                    .lines()
                    // Facelets writes void elements so, and quotes every attribute, so that nothing interacts badly.
                    .filter(line -> !line.contains("Trailing slash on void elements"))
                    .collect(Collectors.joining("\n"))
                    .strip();
        });
        new Thread(null, task, "html-checker", STACK_BYTES).start();
        return task.get();
    }
}
