package org.demarche.config;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether more people wait for an answer than this node's processors can give at once. While they do, what nobody waits
 * for goes slower: a mail can come a minute later, a form that is not answered is not sent again.
 */
@ApplicationScoped
public class Rush {
    private static final int MANY = 2 * Runtime.getRuntime().availableProcessors();

    private final AtomicInteger waiting = new AtomicInteger();

    /** Somebody begins to wait; they end it with {@link #end()}. */
    void begin() {
        waiting.incrementAndGet();
    }

    void end() {
        waiting.decrementAndGet();
    }

    public boolean isOn() {
        return waiting.get() > MANY;
    }
}
