package org.demarche.security;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/** Tells the container how its sessions' cookie looks, before the first session. */
public final class SessionCookies implements ServletContextListener {
    @Inject
    private Cookies cookies;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        cookies.configure(event.getServletContext());
    }
}
