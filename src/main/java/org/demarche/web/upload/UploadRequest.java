package org.demarche.web.upload;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.demarche.web.http.ReadRequest;

/** Requests whose form comes with a file. */
public final class UploadRequest {
    private static final String FILE = UploadRequest.class.getName();

    private UploadRequest() {}

    /**
     * Reads the form of a request; what is not well-formed has no fields.
     *
     * @param longest bytes that are read of it
     * @return the same request with the fields of its form; {@link #file} has the file
     */
    public static HttpServletRequest read(HttpServletRequest request, int longest) throws IOException {
        Multipart form = parsed(request, request.getInputStream().readNBytes(longest));
        form.file().ifPresent(file -> request.setAttribute(FILE, file));
        return new ReadRequest(request, form.fields());
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
}
