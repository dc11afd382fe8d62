package org.demarche.benchmark;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Bounded load on this machine: a few workers, each taking one step after the other. */
final class Load {
    /** Fewer than there is room for: else the compilers wait for what they are to make faster. */
    private static final int WARMING = 4;

    private static final double MOST_BY_COMPILERS = 0.05;
    private static final Duration LONGEST_WARM_UP = Duration.ofMinutes(8);

    private Load() {}

    /** Makes a worker's steps, with whatever connection they need. */
    interface Worker extends AutoCloseable {
        void step() throws Exception;

        @Override
        void close() throws IOException, SQLException;
    }

    /** What the workers do together, over about this time. */
    static Contestant.Done during(int workers, Duration time, Callable<? extends Worker> source) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        AtomicLong steps = new AtomicLong();
        try {
            long start = System.nanoTime();
            long end = start + time.toNanos();
            List<Future<?>> runs = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                runs.add(threads.submit((Callable<Void>) () -> {
                    try (Worker worker = source.call()) {
                        while (System.nanoTime() < end) {
                            worker.step();
                            steps.incrementAndGet();
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> run : runs) {
                run.get();
            }
            return new Contestant.Done(steps.get(), (System.nanoTime() - start) / 1e9);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Workers that ask the same server one question after the other, each over a connection of its own. */
    static Contestant.Done during(int workers, Duration time, int port, int expected, Question question)
            throws Exception {
        return during(workers, time, () -> {
            Connection connection = new Connection(port);
            return new Worker() {
                @Override
                public void step() throws IOException {
                    int status = question.ask(connection);
                    if (status != expected) {
                        throw new IllegalStateException("The answer was " + status + ", not " + expected);
                    }
                }

                @Override
                public void close() throws IOException {
                    connection.close();
                }
            };
        });
    }

    /** Asks one question over and over until the server is {@linkplain #untilWarm(long, Duration, Callable) warm}. */
    static void untilWarm(long server, Duration least, int port, int expected, Question question) throws Exception {
        Duration slice = Duration.ofSeconds(Math.min(10, Math.max(1, least.toSeconds())));
        untilWarm(
                server,
                least,
                () -> during(WARMING, slice, port, expected, question).operations() > 0);
    }

    /**
     * Works until the server's compilers rest: at least this long, since they begin late, and at most
     * {@link #LONGEST_WARM_UP}. Before that a rate is theirs more than the portal's: on two slow cores they need four
     * minutes for signing alone.
     *
     * @param slice some seconds of work; it tells whether there is more
     */
    static void untilWarm(long server, Duration least, Callable<Boolean> slice) throws Exception {
        long start = System.nanoTime();
        Duration warm;
        double ofCompilers;
        boolean more;
        do {
            double compiled = Cpu.compilers(server);
            double used = Cpu.seconds(server);
            more = slice.call();
            ofCompilers = (Cpu.compilers(server) - compiled) / (Cpu.seconds(server) - used);
            warm = Duration.ofNanos(System.nanoTime() - start);
        } while (more
                && (warm.compareTo(least) < 0
                        || (ofCompilers > MOST_BY_COMPILERS && warm.compareTo(LONGEST_WARM_UP) < 0)));
        System.out.printf(
                Locale.ROOT,
                "Warm after %d s: compilers take %.0f %% of the server's CPU%n",
                warm.toSeconds(),
                100 * ofCompilers);
    }

    /** Asks and tells the answer's status. */
    @FunctionalInterface
    interface Question {
        int ask(Connection connection) throws IOException;
    }

    /** A connection that is kept open and asks one question after the other, at next to no cost of its own. */
    static final class Connection implements AutoCloseable {
        private final int port;
        private Socket socket;
        private InputStream input;
        private OutputStream output;

        Connection(int port) throws IOException {
            this.port = port;
            open();
        }

        private void open() throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            input = new BufferedInputStream(socket.getInputStream(), 65_536);
            output = socket.getOutputStream();
        }

        /** Asks as browsers do; {@code headers} are lines with their ends. */
        int get(String path, String headers) throws IOException {
            return ask("GET " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nAccept-Encoding: gzip\r\n"
                    + headers + "\r\n");
        }

        /** Sends a form or JSON; returns the answer's status. */
        int post(String path, String type, String body) throws IOException {
            return ask("POST " + path + " HTTP/1.1\r\nHost: localhost:" + port
                    + "\r\nContent-Type: " + type + "\r\nContent-Length: "
                    + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
        }

        private int ask(String request) throws IOException {
            output.write(request.getBytes(StandardCharsets.UTF_8));
            String status = line();
            long length = 0;
            boolean chunked = false;
            boolean last = false;
            for (String header = line(); !header.isEmpty(); header = line()) {
                String lower = header.toLowerCase(Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    length = Long.parseLong(lower.substring(15).strip());
                }
                chunked |= lower.equals("transfer-encoding: chunked");
                last |= lower.equals("connection: close");
            }
            if (chunked) {
                skipChunks();
            } else {
                input.skipNBytes(length);
            }
            if (last) {
                socket.close();
                open();
            }
            return Integer.parseInt(status.substring(9, 12));
        }

        private void skipChunks() throws IOException {
            long length;
            do {
                length = Long.parseLong(line(), 16);
                input.skipNBytes(length);
                line();
            } while (length > 0);
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = input.read(); c != '\n'; c = input.read()) {
                if (c < 0) {
                    throw new IOException("The server hung up");
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
