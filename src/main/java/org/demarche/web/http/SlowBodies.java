package org.demarche.web.http;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Waits for bodies, but not for ever and not for many at once: whoever sends a letter a minute holds a thread of the
 * server all that time, and it has only so many. Those who are not in time, or are one too many, are told so; whoever
 * sent all at once, as honest browsers do, waits for none of them.
 */
final class SlowBodies {
    /** An honest browser at the end of the world needs less for a few kilobytes. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Semaphore places;
    private final Duration patience;

    /** @param most how many may be waited for at the same time */
    SlowBodies(int most) {
        this(most, PATIENCE);
    }

    SlowBodies(int most, Duration patience) {
        this.places = new Semaphore(most);
        this.patience = patience;
    }

    /** What reads from a connection and may have to wait. */
    @FunctionalInterface
    interface Waiting<T> {
        T read() throws IOException;
    }

    /** It is being waited for too many already: whoever came last is better told at once. */
    static final class TooMany extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** The rest did not come in time, or the connection was given up. */
    static final class TooSlow extends Exception {
        private static final long serialVersionUID = 1L;

        TooSlow(IOException cause) {
            super(cause);
        }
    }

    /**
     * Reads a body of which the length is known.
     *
     * @throws TooSlow if it ends early, or does not come in time
     */
    byte[] read(HttpServletRequest request) throws TooMany, TooSlow {
        int length = Math.toIntExact(request.getContentLengthLong());
        try {
            ServletInputStream in = request.getInputStream();
            return in.available() >= length ? whole(in, length) : await(() -> whole(in, length));
        } catch (IOException e) {
            throw new TooSlow(e);
        }
    }

    private byte[] whole(ServletInputStream in, int length) throws IOException {
        byte[] body = new byte[length];
        long end = System.nanoTime() + patience.toNanos();
        int read = 0;
        while (read < length) {
            int more = in.read(body, read, length - read);
            if (more < 0) {
                throw new EOFException("not as long as it said");
            }
            read += more;
            if (read < length && System.nanoTime() > end) {
                throw new IOException("not in time");
            }
        }
        return body;
    }

    /** Does what may have to wait for a body, in one of the places. */
    <T> T await(Waiting<T> waiting) throws TooMany, TooSlow {
        if (!places.tryAcquire()) {
            throw new TooMany();
        }
        try {
            return waiting.read();
        } catch (IOException e) {
            throw new TooSlow(e);
        } finally {
            places.release();
        }
    }
}
