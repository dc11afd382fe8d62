package org.demarche.web.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.demarche.web.Languages;
import org.demarche.web.Route;
import org.demarche.web.Text;

/** Last in line: hands a page's request to the file that draws it, with the texts of its language. */
public final class PrettyFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Route> route = Route.of(request);
        if (Area.of(request) == Area.HOME) {
            // The server knows no pattern for the bare address alone.
            getServletContext().getNamedDispatcher("home").forward(request, response);
            return;
        }
        if (route.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        String language = route.get().language();
        request.setAttribute(
                "text",
                new Text(
                        language.isEmpty()
                                ? Languages.preferred(request.getHeader("Accept-Language"), Languages.spoken())
                                : language));
        request.getRequestDispatcher(route.get().view().file()).forward(request, response);
    }
}
