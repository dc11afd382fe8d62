package org.demarche.security;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.demarche.security.session.Attending;
import org.demarche.web.Redirect;

/** Ends the log-in. A form without fields, so that it works from the oldest open page too. */
public final class LogOutServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Inject
    private transient Attending attending;

    @Inject
    private transient Cookies cookies;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        cookies.session(request).ifPresent(attending::logOut);
        PageState.drop(request);
        cookies.forgetSession(response);
        Redirect.seeOther(response, "/staff/login?after=log-out");
    }
}
