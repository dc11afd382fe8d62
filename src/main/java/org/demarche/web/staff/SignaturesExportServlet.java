package org.demarche.web.staff;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.demarche.moderation.table.Filter;
import org.demarche.moderation.table.SignaturesExport;

/** Hands the list of signatures that the address's fields describe to a moderator, without names. */
public final class SignaturesExportServlet extends ExportServlet {
    private static final long serialVersionUID = 1;

    @Inject
    private transient SignaturesExport export;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Filter filter = Filter.of(fields(request));
        handTable(
                request,
                response,
                "signatures",
                (petition, format) -> export.begin(desk().actor(), petition.id(), filter, format));
    }
}
