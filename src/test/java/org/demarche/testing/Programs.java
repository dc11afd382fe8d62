package org.demarche.testing;

import java.net.http.HttpClient;

/** Programs that talk to a portal without a browser. */
public final class Programs {
    private Programs() {}

    /**
     * One that speaks HTTP/1.1, as proxies do. Left to itself the JDK's client asks for HTTP/2, in which the server's
     * threads can wait for each other for ever when somebody hangs up: no proxy hands that wish on.
     */
    public static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }
}
