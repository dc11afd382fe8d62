package org.demarche.security;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import jakarta.json.Json;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.Duration;
import org.demarche.config.Settings;
import org.demarche.security.renewal.Renewing;
import org.demarche.vault.Token;

/**
 * Says on the console where everything is, once the portal answers: not before, because a link that leads nowhere yet
 * looks like a portal that does not work. Makes the set-up link while there is nobody who could log in.
 */
@ApplicationScoped
class Herald {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Settings settings;
    private SettingUp settingUp;
    private Renewing renewing;
    private Clock clock;
    private Thread watch;

    protected Herald() {}

    @Inject
    Herald(Settings settings, SettingUp settingUp, Renewing renewing, Clock clock) {
        this.settings = settings;
        this.settingUp = settingUp;
        this.renewing = renewing;
        this.clock = clock;
    }

    void begin(
            @Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) @Initialized(ApplicationScoped.class)
                    Object started) {
        Announcement announcement = new Announcement(
                settings.publicUrl(),
                settings.mailHost(),
                settingUp.offer().map(Token::text),
                settings.staffRenewal()
                        .map(email ->
                                new Announcement.Renewal(renewing.print(email).map(Token::text))),
                settings.data());
        // A plain thread: it needs nothing of the container, whose own threads wait until the portal is deployed.
        watch = new Thread(() -> announce(announcement), "herald");
        watch.setDaemon(true);
        watch.start();
    }

    void end(@Observes @BeforeDestroyed(ApplicationScoped.class) Object stopping) {
        if (watch != null) {
            watch.interrupt();
        }
    }

    private void announce(Announcement announcement) {
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        try {
            while (!answers(client)) {
                Thread.sleep(BETWEEN_LOOKS.toMillis());
            }
            print(announcement);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers(HttpClient client) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(settings.ownAddress().resolve("/staff/login"))
                .timeout(PATIENCE)
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** To the console itself: what goes to {@link System#out} becomes a record in the server's log. */
    private void print(Announcement announcement) {
        String text = settings.logsJson()
                ? Json.createObjectBuilder()
                                .add("time", clock.instant().toString())
                                .add("level", "INFO")
                                .add("logger", Herald.class.getName())
                                .add("message", String.join("\n", announcement.lines()))
                                .build()
                        + System.lineSeparator()
                : String.join(
                        "",
                        announcement.lines().stream()
                                .map(line -> line + System.lineSeparator())
                                .toList());
        try (PrintStream console =
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, Charset.defaultCharset())) {
            console.print(text);
        }
    }
}
