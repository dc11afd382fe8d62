package org.demarche.benchmark;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** The least that can be deployed: the yardstick for how long the portal takes to start. */
@WebServlet("/")
public final class OneServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print("here");
    }

    /** Writes an application that consists of this class. */
    static Path war(Path folder) throws IOException {
        String name = OneServlet.class.getName().replace('.', '/') + ".class";
        Path war = folder.resolve("one.war");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(war));
                InputStream in = OneServlet.class.getResourceAsStream("/" + name)) {
            out.putNextEntry(new JarEntry("WEB-INF/classes/" + name));
            in.transferTo(out);
        }
        return war;
    }
}
