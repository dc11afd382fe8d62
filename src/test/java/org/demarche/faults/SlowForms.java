package org.demarche.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.demarche.testing.Person;
import org.demarche.testing.PortalProcess;

/** People far away, whose forms are on their way for a while: each holds a thread of the server's until the last byte. */
final class SlowForms implements AutoCloseable {
    private static final int ANSWER_MILLIS = 20_000;

    private final List<Sender> senders = new ArrayList<>();

    private record Sender(Person person, Socket socket) {
        void say(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(UTF_8));
            socket.getOutputStream().flush();
        }
    }

    private SlowForms() {}

    /** All of them send all but the last byte. */
    static SlowForms begin(PortalProcess portal, int people) throws IOException {
        SlowForms forms = new SlowForms();
        for (int i = 0; i < people; i++) {
            Person person = Person.latin();
            Sender sender = new Sender(person, new Socket(InetAddress.getLoopbackAddress(), portal.port()));
            forms.senders.add(sender);
            sender.socket().setSoTimeout(ANSWER_MILLIS);
            String body = Signers.json(person);
            sender.say("POST /api/petitions/azimjan-askarov/signatures HTTP/1.1\r\nHost: localhost:" + portal.port()
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + (body.length() + 1)
                    + "\r\nConnection: close\r\n\r\n" + body);
        }
        return forms;
    }

    /** They send what is left, and are answered. */
    Answers end() throws IOException {
        Answers answers = new Answers();
        for (Sender sender : senders) {
            sender.say("\n");
        }
        for (Sender sender : senders) {
            String answer = new String(sender.socket().getInputStream().readAllBytes(), UTF_8);
            if (answer.startsWith("HTTP/1.1 202 ")) {
                answers.acknowledged.add(sender.person().email());
            } else {
                answers.unanswered.add(sender.person().email());
                answers.wrong.put(answers.wrong.size(), answer);
            }
        }
        return answers;
    }

    @Override
    public void close() throws IOException {
        for (Sender sender : senders) {
            sender.socket().close();
        }
    }
}
