package org.demarche.web.http;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import org.demarche.web.Languages;

/**
 * Tells the server that addresses of pages name no files. For what nothing else is mapped to, it looks for a folder of that
 * name at each request, and finds out by an exception that there is none.
 */
public final class PageAddresses implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletRegistration files = event.getServletContext().getServletRegistration("default");
        Languages.spoken().forEach(language -> files.addMapping("/" + language + "/*"));
    }
}
