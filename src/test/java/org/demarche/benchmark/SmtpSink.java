package org.demarche.benchmark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mail server that takes everything, counts, and keeps the paths of confirmation links alone. */
final class SmtpSink implements AutoCloseable {
    private static final long SLOW = 500;
    private static final Pattern LINK = Pattern.compile("/en/confirm/[A-Za-z0-9_-]{43}");

    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong mails = new AtomicLong();
    private final Queue<String> links = new ConcurrentLinkedQueue<>();
    private volatile boolean slow;

    SmtpSink() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    long mails() {
        return mails.get();
    }

    /** Paths of links that were mailed, each once; to be taken from. */
    Queue<String> links() {
        return links;
    }

    /**
     * Takes a mail in half a second from now on, as a server with much to do does: next to none go, and nobody has a
     * reason to take it for broken.
     */
    void slowDown() {
        slow = true;
    }

    void speedUp() {
        slow = false;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                threads.execute(() -> talk(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void talk(Socket socket) {
        try (socket;
                BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
                OutputStream out = socket.getOutputStream()) {
            socket.setTcpNoDelay(true);
            say(out, "220 sink");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String command = line.length() < 4 ? "" : line.substring(0, 4);
                switch (command) {
                    case "EHLO" -> say(out, "250-sink\r\n250-8BITMIME\r\n250 SMTPUTF8");
                    case "DATA" -> {
                        say(out, "354 go on");
                        take(in);
                        if (slow) {
                            Thread.sleep(SLOW);
                        }
                        mails.incrementAndGet();
                        say(out, "250 kept");
                    }
                    case "QUIT" -> {
                        say(out, "221 bye");
                        return;
                    }
                    default -> say(out, "250 yes");
                }
            }
        } catch (IOException e) {
            // The portal is stopped while it hands over a mail.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(BufferedReader in) throws IOException {
        StringBuilder text = new StringBuilder();
        boolean found = false;
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            if (!found && (text.length() > 0 || line.contains("/confirm/"))) {
                // A long line goes on behind a soft break.
                text.append(line.endsWith("=") ? line.substring(0, line.length() - 1) : line);
                Matcher link = LINK.matcher(text);
                if (link.find()) {
                    links.add(link.group());
                    found = true;
                }
            }
        }
    }

    private static void say(OutputStream out, String words) throws IOException {
        out.write((words + "\r\n").getBytes(ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
