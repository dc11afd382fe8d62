package org.demarche.benchmark;

import jakarta.servlet.ServletException;
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

/**
 * The least that can be deployed: the yardstick for how long the portal takes to start, and for what the server itself
 * costs. It sends the same bytes to everybody.
 */
@WebServlet("/")
public final class OneServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String SENT = "/WEB-INF/sent";

    private transient byte[] sent;

    @Override
    public void init() throws ServletException {
        try (InputStream in = getServletContext().getResourceAsStream(SENT)) {
            sent = in.readAllBytes();
        } catch (IOException e) {
            throw new ServletException(e);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentLength(sent.length);
        response.getOutputStream().write(sent);
    }

    /** Writes an application that consists of this class and what it is to send. */
    static Path war(Path folder, byte[] sent) throws IOException {
        String name = OneServlet.class.getName().replace('.', '/') + ".class";
        Path war = folder.resolve("one.war");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(war));
                InputStream in = OneServlet.class.getResourceAsStream("/" + name)) {
            out.putNextEntry(new JarEntry("WEB-INF/classes/" + name));
            in.transferTo(out);
            out.putNextEntry(new JarEntry(SENT.substring(1)));
            out.write(sent);
        }
        return war;
    }
}
