package org.demarche.mail;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Threads that do one thing together. */
@ApplicationScoped
class Crew {
    @Resource
    private ManagedThreadFactory threads;

    private ExecutorService executor;

    @PostConstruct
    void gather() {
        executor = Executors.newCachedThreadPool(threads);
    }

    @PreDestroy
    void dismiss() {
        executor.shutdown();
    }

    /** Rests for a moment. */
    void rest(Duration moment) {
        try {
            Thread.sleep(moment.toMillis());
        } catch (InterruptedException e) {
            // The portal is stopping: what is left goes when it starts again.
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Does the same work on several threads and waits for all of them.
     *
     * @throws java.util.concurrent.CompletionException if one of them failed
     */
    void together(int hands, Runnable work) {
        List<CompletableFuture<Void>> others = Stream.generate(() -> CompletableFuture.runAsync(work, executor))
                .limit(hands)
                .toList();
        others.forEach(CompletableFuture::join);
    }
}
