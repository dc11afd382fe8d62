package org.demarche.web.staff;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.demarche.statistics.dashboard.FiguresExport;

/** Hands the numbers of the dashboard to staff. */
public final class FiguresExportServlet extends ExportServlet {
    private static final long serialVersionUID = 1;

    @Inject
    private transient FiguresExport export;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        handTable(request, response, "figures", (petition, format) -> export.begin(desk().actor(), petition, format));
    }
}
