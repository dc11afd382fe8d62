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

/** A mail server that takes every mail and counts it, or that greets for ever, a letter at a time, and never gets to it. */
public final class MailSink implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final Map<String, Integer> mails = new TreeMap<>();
    private final AtomicInteger number = new AtomicInteger();
    private final Path folder;
    private volatile boolean dripping;

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

    /** From now on it answers so slowly that nobody should wait for it, though never so slowly that it seems dead. */
    public void drip(boolean slowly) {
        dripping = slowly;
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
                } else if (command.equals("DATA")) {
                    say(out, "354 go on");
                    keep(recipient, in);
                }
                say(out, command.equals("QUIT") ? "221 good-bye" : "250 fine");
            }
        } catch (IOException | InterruptedException e) {
            // The client has gone.
        }
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
        for (int i = 0; dripping && i < 6000; i++) {
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
