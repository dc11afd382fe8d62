package org.demarche.web.upload;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A request whose form has been read already, file and all. */
public final class UploadRequest extends HttpServletRequestWrapper {
    private static final String FILE = UploadRequest.class.getName();

    private final Map<String, String[]> fields = new LinkedHashMap<>();

    private UploadRequest(HttpServletRequest request, Multipart form) {
        super(request);
        form.fields().forEach((name, values) -> fields.put(name, values.toArray(String[]::new)));
        form.file().ifPresent(file -> request.setAttribute(FILE, file));
    }

    /** Reads the form of a request; what is not well-formed has no fields. */
    public static UploadRequest read(HttpServletRequest request, int longest) throws IOException {
        byte[] body = request.getInputStream().readNBytes(longest);
        return new UploadRequest(request, parsed(request, body));
    }

    private static Multipart parsed(HttpServletRequest request, byte[] body) {
        Multipart nothing = new Multipart(Map.of(), Optional.empty());
        try {
            return Multipart.boundary(request.getContentType())
                    .map(boundary -> Multipart.parse(body, boundary))
                    .orElse(nothing);
        } catch (IllegalArgumentException e) {
            return nothing;
        }
    }

    /** The file that came with a request's form; empty if there is none. */
    public static Optional<byte[]> file(ServletRequest request) {
        return Optional.ofNullable((byte[]) request.getAttribute(FILE));
    }

    @Override
    public String getParameter(String name) {
        String[] values = fields.get(name);
        return values == null ? null : values[0];
    }

    @Override
    public String[] getParameterValues(String name) {
        String[] values = fields.get(name);
        return values == null ? null : values.clone();
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(fields.keySet());
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return Collections.unmodifiableMap(fields);
    }
}
