package org.demarche.testing;

import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One portal for all tests that share it, started for the first that asks, stopped after the last. */
class SharedPortal implements ParameterResolver {
    private final String name;
    private final Supplier<Map<String, String>> settings;

    /** With the embedded database. */
    SharedPortal() {
        this("embedded", Map::of);
    }

    SharedPortal(String name, Supplier<Map<String, String>> settings) {
        this.name = name;
        this.settings = settings;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == PortalProcess.class;
    }

    @Override
    public PortalProcess resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // The session's store closes what it holds when all tests are over; the root's would do so after each class,
        // since a JVM that is one of several is handed its classes one by one.
        return context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(SharedPortal.class))
                .getOrComputeIfAbsent(name, key -> start(), PortalProcess.class);
    }

    private PortalProcess start() {
        try {
            return PortalProcess.start(name, settings.get(), PortalProcess.quick());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
