package org.demarche.testing;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.Map;
import org.htmlunit.BrowserVersion;
import org.htmlunit.HttpMethod;
import org.htmlunit.Page;
import org.htmlunit.WebClient;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.util.NameValuePair;

/** Somebody with a browser of their own, without scripts. */
public final class Visitor implements AutoCloseable {
    private final PortalProcess portal;
    private final WebClient browser = new WebClient(BrowserVersion.FIREFOX);

    public Visitor(PortalProcess portal) {
        this.portal = portal;
        browser.getOptions().setJavaScriptEnabled(false);
        browser.getOptions().setCssEnabled(false);
        browser.getOptions().setThrowExceptionOnFailingStatusCode(false);
        // A page that looks again by itself is looked at again by the test.
        browser.setRefreshHandler((page, url, seconds) -> {});
        browser.addRequestHeader("Accept-Language", "en");
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

    /** How many cookies the portal has set in this browser. */
    public int cookies() {
        return browser.getCookieManager().getCookies().size();
    }

    @Override
    public void close() {
        browser.close();
    }
}
