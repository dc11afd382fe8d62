package org.demarche.testing;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.htmlunit.BrowserVersion;
import org.htmlunit.CookieManager;
import org.htmlunit.HttpMethod;
import org.htmlunit.Page;
import org.htmlunit.WebClient;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.http.Cookie;
import org.htmlunit.util.NameValuePair;
import org.htmlunit.util.WebConnectionWrapper;

/** Somebody with a browser of their own, without scripts. */
public final class Visitor implements AutoCloseable {
    private final PortalProcess portal;
    private final WebClient browser = new WebClient(BrowserVersion.FIREFOX);

    private final List<String> cookiesSet = new ArrayList<>();

    public Visitor(PortalProcess portal) {
        this.portal = portal;
        browser.getOptions().setJavaScriptEnabled(false);
        browser.getOptions().setCssEnabled(false);
        browser.getOptions().setThrowExceptionOnFailingStatusCode(false);
        // A page that looks again by itself is looked at again by the test.
        browser.setRefreshHandler((page, url, seconds) -> {});
        browser.addRequestHeader("Accept-Language", "en");
        new WithoutProxy();
    }

    /** Plays the proxy that ends TLS, and the browser before it: one origin, and cookies that go over https alone. */
    private final class WithoutProxy extends WebConnectionWrapper {
        WithoutProxy() {
            super(browser);
        }

        @Override
        public WebResponse getResponse(WebRequest request) throws IOException {
            if (request.isAdditionalHeader("Origin")) {
                request.setAdditionalHeader("Origin", portal.origin());
            }
            WebResponse answer = super.getResponse(request);
            answer.getResponseHeaders().stream()
                    .filter(header -> header.getName().equalsIgnoreCase("Set-Cookie"))
                    .map(NameValuePair::getValue)
                    .forEach(cookiesSet::add);
            CookieManager cookies = browser.getCookieManager();
            cookies.getCookies().stream().filter(Cookie::isSecure).forEach(cookie -> {
                cookies.removeCookie(cookie);
                cookies.addCookie(new Cookie(
                        cookie.getDomain(),
                        cookie.getName(),
                        cookie.getValue(),
                        cookie.getPath(),
                        cookie.getExpires(),
                        false));
            });
            return answer;
        }
    }

    /** From now on as a proxy would hand it on for somebody at this address. */
    public Visitor from(String address) {
        browser.addRequestHeader("X-Forwarded-For", address);
        return this;
    }

    public HtmlPage open(String path) throws IOException {
        return open(portal.at(path));
    }

    public HtmlPage open(URI address) throws IOException {
        return browser.getPage(address.toURL());
    }

    /** The petition's page, at its form. */
    public SignForm openForm(String language) throws IOException {
        return new SignForm(open("/" + language + "/azimjan-askarov"));
    }

    /** Whatever answers, which need not be a page. */
    public Page fetch(URI address) throws IOException {
        return browser.getPage(address.toURL());
    }

    /** Sends these fields as a form would, whether or not any page has such a form. */
    public Page post(URL address, List<NameValuePair> fields, Map<String, String> headers) throws IOException {
        WebRequest request = new WebRequest(address, HttpMethod.POST);
        request.setRequestParameters(fields);
        headers.forEach(request::setAdditionalHeader);
        return browser.getPage(request);
    }

    /** Every cookie that the portal has set in this browser, as it said so. */
    public List<String> cookiesSet() {
        return List.copyOf(cookiesSet);
    }

    /** How many cookies the portal has set in this browser. */
    public int cookies() {
        return browser.getCookieManager().getCookies().size();
    }

    @Override
    public void close() {
        browser.close();
    }
}
