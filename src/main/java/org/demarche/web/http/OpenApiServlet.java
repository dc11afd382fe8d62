package org.demarche.web.http;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;

/** Hands out the description of the resources for programs, as it was written. */
public final class OpenApiServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String FILE = "/openapi.yaml";

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (InputStream description = OpenApiServlet.class.getResourceAsStream(FILE)) {
            response.setContentType(ApiRoute.Endpoint.DESCRIPTION.type());
            description.transferTo(response.getOutputStream());
        }
    }
}
