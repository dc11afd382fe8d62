package org.demarche.security;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.demarche.audit.Actor;

/** Ends the session. A form without fields, so that it works from the oldest open page too. */
public final class LogOutServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Inject
    private transient Noting noting;

    @Inject
    private transient Cookies cookies;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        Actor actor = (Actor) request.getAttribute(Actor.ATTRIBUTE);
        Sessions.end(request);
        noting.loggedOut(actor.reference());
        cookies.forgetSession(response);
        StaffFilter.seeOther(response, "/staff/login?after=log-out");
    }
}
