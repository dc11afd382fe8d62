package org.demarche.config;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.eclipse.microprofile.metrics.MetricRegistry;

/**
 * Times what is {@link Measured}, which is what visitors wait for. The server's own annotation for it looks its registry up in the first call, and calls
 * that come at the same moment fail: the first visitors after a start were answered 500.
 */
@Measured("")
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class Measuring {
    private final MetricRegistry registry;
    private final Rush rush;

    @Inject
    Measuring(MetricRegistry registry, Rush rush) {
        this.registry = registry;
        this.rush = rush;
    }

    @AroundInvoke
    Object time(InvocationContext call) throws Exception {
        String name = call.getMethod().getAnnotation(Measured.class).value();
        rush.begin();
        try {
            return registry.timer(name).time(call::proceed);
        } finally {
            rush.end();
        }
    }
}
