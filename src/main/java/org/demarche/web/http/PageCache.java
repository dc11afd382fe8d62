package org.demarche.web.http;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps each public page for a moment, so that a crowd costs one drawing. While one request draws a page anew, others
 * get the one before; a drawing that fails leaves it in place. Nothing but a whole page is kept.
 *
 * <p>Keys have to come from a bounded set, such as the addresses of existing pages: nothing is ever thrown out.
 */
final class PageCache {
    /** Draws a page; called with the page's lock held. */
    @FunctionalInterface
    interface Drawing {
        DrawnPage draw() throws IOException, ServletException;
    }

    private record Kept(DrawnPage page, Instant drawn) {}

    private static final class Place {
        private final ReentrantLock lock = new ReentrantLock();
        private volatile Kept kept;
    }

    private final Clock clock;
    private final Duration fresh;
    private final Duration tolerable;
    private final Map<String, Place> places = new ConcurrentHashMap<>();

    /**
     * @param fresh how long a page is served without a thought
     * @param tolerable how old a page may be and still be served while somebody else draws it anew
     */
    PageCache(Clock clock, Duration fresh, Duration tolerable) {
        this.clock = clock;
        this.fresh = fresh;
        this.tolerable = tolerable;
    }

    /** The page under this key: kept, or drawn now. Its status is that of the drawing. */
    DrawnPage get(String key, Drawing drawing) throws IOException, ServletException {
        Place place = places.computeIfAbsent(key, name -> new Place());
        Kept kept = place.kept;
        if (isYoungerThan(fresh, kept)) {
            return kept.page();
        }
        if (!place.lock.tryLock()) {
            if (isYoungerThan(tolerable, kept)) {
                return kept.page();
            }
            place.lock.lock();
        }
        try {
            return isYoungerThan(fresh, place.kept) ? place.kept.page() : redraw(place, drawing);
        } finally {
            place.lock.unlock();
        }
    }

    private DrawnPage redraw(Place place, Drawing drawing) throws IOException, ServletException {
        Kept before = place.kept;
        Instant now = clock.instant();
        try {
            DrawnPage page = drawing.draw();
            if (page.status() == 200) {
                place.kept = new Kept(page, now);
            }
            return page.status() >= 500 && before != null ? before.page() : page;
        } catch (IOException | ServletException | RuntimeException e) {
            if (before == null) {
                throw e;
            }
            return before.page();
        }
    }

    private boolean isYoungerThan(Duration limit, Kept kept) {
        if (kept == null) {
            return false;
        }
        Duration age = Duration.between(kept.drawn(), clock.instant());
        return !age.isNegative() && age.compareTo(limit) < 0;
    }
}
