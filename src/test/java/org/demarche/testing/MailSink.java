package org.demarche.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A mail server that takes every mail and counts it, or has one of the faults that mail servers have. */
public final class MailSink implements AutoCloseable {
    /** How it treats whoever brings mails. */
    public enum Manner {
        TAKES,
        /** It greets for ever, a letter at a time: too slowly to be waited for, too quickly to seem dead. */
        DRIPS,
        /** It knows no recipient, and quotes whom it does not know. */
        REFUSES,
        /** It wants to be asked again later, and quotes about whom. */
        PUTS_OFF,
        /** It takes the mail, and hangs up instead of saying so. */
        HANGS_UP
    }

    private final ServerSocket listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final Map<String, Integer> mails = new TreeMap<>();
    private final AtomicInteger number = new AtomicInteger();
    private final Path folder;
    private final AtomicInteger conversations = new AtomicInteger();
    private volatile Manner manner = Manner.TAKES;

    /** @param folder of the mails, which the sink makes */
    public MailSink(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    public TrialMailbox mailbox() {
        return new TrialMailbox(folder);
    }

    /** It is like this from now on, to those it speaks with already, too. */
    public void be(Manner other) {
        manner = other;
    }

    /** {@return how often anybody has begun to speak with it} */
    public int conversations() {
        return conversations.get();
    }

    /** {@return how many mails each address was sent} */
    public Map<String, Integer> mails() {
        synchronized (mails) {
            return new TreeMap<>(mails);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                conversations.incrementAndGet();
                start(() -> converse(client));
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    private void converse(Socket client) {
        try (client;
                BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1))) {
            OutputStream out = client.getOutputStream();
            String recipient = "";
            say(out, "220 ready");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String command = line.substring(0, Math.min(4, line.length()));
                if (command.equals("RCPT")) {
                    recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                    say(out, verdict(recipient));
                } else if (command.equals("DATA")) {
                    say(out, "354 go on");
                    keep(recipient, in);
                    if (manner == Manner.HANGS_UP) {
                        return;
                    }
                    say(out, "250 fine");
                } else {
                    say(out, command.equals("QUIT") ? "221 good-bye" : "250 fine");
                }
            }
        } catch (IOException | InterruptedException e) {
            // The client has gone.
        }
    }

    private String verdict(String recipient) {
        return switch (manner) {
            case REFUSES -> "550 5.1.1 <" + recipient + "> is unknown here";
            case PUTS_OFF -> "451 4.2.1 <" + recipient + "> is busy, try again later";
            case TAKES, DRIPS, HANGS_UP -> "250 fine";
        };
    }

    private void keep(String recipient, BufferedReader in) throws IOException {
        StringBuilder mail = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            mail.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        Path draft = Files.createTempFile(folder, "mail", ".new");
        Files.writeString(draft, mail, ISO_8859_1);
        Files.move(
                draft, folder.resolve("%06d.eml".formatted(number.incrementAndGet())), StandardCopyOption.ATOMIC_MOVE);
        synchronized (mails) {
            mails.merge(recipient, 1, Integer::sum);
        }
    }

    private void say(OutputStream out, String line) throws IOException, InterruptedException {
        for (int i = 0; manner == Manner.DRIPS && i < 6000; i++) {
            out.write("220-still\r\n".charAt(i % 11));
            out.flush();
            Thread.sleep(100);
        }
        out.write((line + "\r\n").getBytes(ISO_8859_1));
        out.flush();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "mail-sink");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
