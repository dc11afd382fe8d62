package org.demarche.web.http;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.demarche.petition.Petition;
import org.demarche.petition.Petitions;
import org.demarche.web.Languages;
import org.demarche.web.Route;
import org.demarche.web.View;

/** The bare address: leads to the only petition, or to the list, in the language that the browser asks for. */
public final class HomeServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient Petitions petitions;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        String wish = request.getHeader("Accept-Language");
        List<Petition> all = petitions.all();
        Route target = all.size() == 1
                ? new Route(
                        View.PETITION,
                        Languages.preferred(wish, all.get(0).languages()),
                        all.get(0).slug(),
                        "")
                : new Route(View.LIST, Languages.preferred(wish, Languages.spoken()), "", "");
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader("Location", target.path());
        response.setHeader("Vary", "Accept-Language");
        response.setHeader("Cache-Control", "no-cache");
    }
}
