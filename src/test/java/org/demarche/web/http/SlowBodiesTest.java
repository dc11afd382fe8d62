package org.demarche.web.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlowBodiesTest {
    private final SlowBodies bodies = new SlowBodies(1);

    /** Comes letter by letter; before each, something may happen. */
    private static final class Dripping extends ServletInputStream {
        private final byte[] content;
        private final int there;
        private final Event before;
        private int at;

        /** @param there how many letters have arrived already */
        Dripping(String content, int there, Event before) {
            this.content = content.getBytes(US_ASCII);
            this.there = there;
            this.before = before;
        }

        @Override
        public int read() throws IOException {
            before.happen();
            return at < content.length ? content[at++] : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int next = read();
            if (next < 0) {
                return -1;
            }
            bytes[offset] = (byte) next;
            return 1;
        }

        @Override
        public int available() {
            return there;
        }

        @Override
        public boolean isFinished() {
            return at == content.length;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }

    private interface Event {
        void happen() throws IOException;
    }

    private static HttpServletRequest request(long length, ServletInputStream body) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                SlowBodiesTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, given) -> switch (method.getName()) {
                    case "getContentLengthLong" -> length;
                    case "getInputStream" -> body;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static HttpServletRequest sent(String body) {
        return request(body.length(), new Dripping(body, body.length(), () -> {}));
    }

    private static HttpServletRequest dripping(String body, Event before) {
        return request(body.length(), new Dripping(body, 0, before));
    }

    @Test
    void readsABodyHoweverItComes() throws Exception {
        assertThat(bodies.read(sent("name=Jane"))).asString(US_ASCII).isEqualTo("name=Jane");
        assertThat(bodies.read(dripping("name=Jane", () -> {})))
                .asString(US_ASCII)
                .isEqualTo("name=Jane");
        assertThat(bodies.read(sent(""))).isEmpty();
    }

    @Test
    void waitsForNoMoreThanItHasPlaces() throws Exception {
        byte[] slow = bodies.read(dripping("slow", () -> {
            assertThatThrownBy(() -> bodies.read(dripping("late", () -> {}))).isInstanceOf(SlowBodies.TooMany.class);
            try {
                assertThat(bodies.read(sent("whole")))
                        .as("who keeps nobody waiting needs no place")
                        .hasSize(5);
            } catch (SlowBodies.TooMany | SlowBodies.TooSlow e) {
                throw new AssertionError(e);
            }
        }));

        assertThat(slow).hasSize(4);
        assertThat(bodies.read(dripping("next", () -> {})))
                .as("a place is free again")
                .hasSize(4);
    }

    @Test
    void givesUpAndFreesThePlace() {
        SlowBodies hasty = new SlowBodies(1, Duration.ZERO.minusSeconds(1));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> hasty.read(dripping("slow", () -> {}))).isInstanceOf(SlowBodies.TooSlow.class);
        }
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> bodies.read(dripping("gone", () -> {
                        throw new SocketTimeoutException();
                    })))
                    .isInstanceOf(SlowBodies.TooSlow.class);
        }
    }

    @Test
    void takesNoBodyThatIsShorterThanItSaid() {
        assertThatThrownBy(() -> bodies.read(request(10, new Dripping("short", 5, () -> {}))))
                .isInstanceOf(SlowBodies.TooSlow.class);
    }
}
