package org.demarche.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.MetricRegistry;

/**
 * Figures that lie in the database, looked up now and then and shown to monitors from memory: a monitor must neither
 * hang where the database does, nor load it as often as it likes. While the database does not answer they are NaN.
 */
@ApplicationScoped
public class Sample {
    private static final Duration OFTEN = Duration.ofSeconds(5);

    private MetricRegistry registry;
    private Schedule schedule;
    private final Map<String, Double> values = new ConcurrentHashMap<>();

    protected Sample() {}

    @Inject
    Sample(MetricRegistry registry, Schedule schedule) {
        this.registry = registry;
        this.schedule = schedule;
    }

    /**
     * Shows figures from now on.
     *
     * @param names all that the look-up gives, each with its unit at its end
     * @param figures looks them up; may throw
     */
    public void show(Iterable<String> names, Supplier<Map<String, Double>> figures) {
        for (String name : names) {
            registry.gauge(name, () -> values.getOrDefault(name, Double.NaN));
        }
        schedule.every(OFTEN, "figures " + names, () -> {
            try {
                values.putAll(figures.get());
            } catch (RuntimeException e) {
                // What is wrong is said by those who need the database for more than a figure.
                names.forEach(values::remove);
            }
        });
    }
}
