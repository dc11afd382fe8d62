package org.demarche.testing;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.demarche.config.Settings;
import org.eclipse.microprofile.config.Config;

/** Settings that a test gives by the names of their properties, without a server. */
public final class TestSettings {
    private static final Map<Class<?>, Function<String, ?>> CONVERTERS = Map.of(
            String.class, Function.identity(),
            Integer.class, Integer::valueOf,
            Long.class, Long::valueOf,
            Boolean.class, Boolean::valueOf);

    private TestSettings() {}

    /** What a bare start gives. */
    public static Settings trial() {
        return of(Map.of());
    }

    public static Settings of(Map<String, String> properties) {
        return new Settings((Config) Proxy.newProxyInstance(
                TestSettings.class.getClassLoader(), new Class<?>[] {Config.class}, (config, method, arguments) -> {
                    if (method.getName().equals("getOptionalValue")) {
                        return Optional.ofNullable(properties.get((String) arguments[0]))
                                .map(CONVERTERS.get((Class<?>) arguments[1]));
                    }
                    throw new UnsupportedOperationException(method.getName());
                }));
    }
}
