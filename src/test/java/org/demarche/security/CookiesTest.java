package org.demarche.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.demarche.vault.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CookiesTest {
    private final List<Cookie> given = new ArrayList<>();

    /** Keeps the cookies, and has nothing else. */
    private final HttpServletResponse response = (HttpServletResponse) Proxy.newProxyInstance(
            CookiesTest.class.getClassLoader(), new Class<?>[] {HttpServletResponse.class}, (proxy, method, values) -> {
                if (!method.getName().equals("addCookie")) {
                    throw new UnsupportedOperationException(method.getName());
                }
                return given.add((Cookie) values[0]) ? null : this;
            });

    private void giveAll(boolean https) {
        Cookies cookies = new Cookies(https);
        cookies.giveSession(response, Token.random(new SecureRandom()));
        cookies.rememberBrowser(response, "value");
        cookies.forgetSession(response);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepsThemFromScriptsAndFromOtherSites(boolean https) {
        giveAll(https);
        assertThat(given).hasSize(3).allSatisfy(cookie -> {
            assertThat(cookie.isHttpOnly()).isTrue();
            assertThat(cookie.getAttribute("SameSite")).isEqualTo("Strict");
            assertThat(cookie.getSecure()).isEqualTo(https);
        });
    }

    @Test
    void bindsThemToThisHostOverHttps() {
        giveAll(true);
        assertThat(given).extracting(Cookie::getName).allMatch(name -> name.startsWith("__Host-demarche-"));
        // A browser takes the prefix only from cookies of the whole host and of no domain.
        assertThat(given).extracting(Cookie::getPath).containsOnly("/");
        assertThat(given).extracting(Cookie::getDomain).containsOnlyNulls();
    }

    @Test
    void asksForNoPrefixThatPlainHttpCannotHave() {
        giveAll(false);
        assertThat(given).extracting(Cookie::getName).allMatch(name -> name.startsWith("demarche-"));
    }
}
