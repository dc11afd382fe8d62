package org.demarche.launch.listener;

import java.io.IOException;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpEvents;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.server.AddOn;
import org.glassfish.grizzly.http.server.NetworkListener;

/**
 * Has a listener of the server speak HTTP/1.1 and nothing else: a wish to go on in another protocol ({@code Upgrade}) is
 * passed over, as RFC 9110, section 7.8, allows, and the request answered as if it had none. Left alone, the server would
 * take it for one of a protocol that it does not know: it would mind neither where the content ends nor what type the
 * answer is of, and close the connection without a word.
 *
 * <p>Runs in the server's class loader, not in the launcher's; the server finds it by {@code META-INF/hk2-locator}.
 */
public final class OneProtocol implements AddOn {
    @Override
    public void setup(NetworkListener listener, FilterChainBuilder chain) {
        chain.add(new BaseFilter() {
            @Override
            public NextAction handleEvent(FilterChainContext context, FilterChainEvent event) throws IOException {
                if (event instanceof HttpEvents.IncomingHttpUpgradeEvent upgrade) {
                    HttpHeader request = upgrade.getHttpHeader();
                    request.setIgnoreContentModifiers(false);
                    request.getUpgradeDC().recycle();
                }
                return context.getInvokeAction();
            }
        });
    }
}
