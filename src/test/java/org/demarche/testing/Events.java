package org.demarche.testing;

import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/** Events of the container, for code that is tested without one. */
public final class Events {
    private Events() {}

    /** An event source that hands what is fired to an observer, at once. */
    @SuppressWarnings("unchecked") // A proxy knows its type only at run time.
    public static <T> Event<T> to(Consumer<T> observer) {
        return (Event<T>) Proxy.newProxyInstance(
                Events.class.getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("fire")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    observer.accept((T) arguments[0]);
                    return null;
                });
    }

    /** An event source that nobody listens to. */
    public static <T> Event<T> unheard() {
        return to(event -> {});
    }
}
