package org.demarche.web.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Takes down what a page writes instead of sending it. */
final class CapturedResponse extends HttpServletResponseWrapper {
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(64 * 1024);
    private final PrintWriter writer = new PrintWriter(new OutputStreamWriter(body, StandardCharsets.UTF_8));
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private int status = SC_OK;

    CapturedResponse(HttpServletResponse response) {
        super(response);
    }

    /** @param stamp see {@link DrawnPage#of} */
    DrawnPage page(String stamp) {
        writer.flush();
        return DrawnPage.of(status, headers, body.toByteArray(), stamp);
    }

    @Override
    public void setStatus(int code) {
        status = code;
    }

    @Override
    public int getStatus() {
        return status;
    }

    /** The error page is drawn later, by whoever asked for the page. */
    @Override
    public void sendError(int code) {
        status = code;
        resetBuffer();
    }

    @Override
    public void sendError(int code, String message) {
        sendError(code);
    }

    @Override
    public void setHeader(String name, String value) {
        headers.put(name, value);
    }

    @Override
    public void addHeader(String name, String value) {
        headers.merge(name, value, (first, next) -> first + ", " + next);
    }

    @Override
    public void setContentType(String type) {
        // What is captured is written here, in UTF-8; the browser must not have to guess.
        headers.put(
                "Content-Type", type.startsWith("text/") && !type.contains("charset") ? type + ";charset=UTF-8" : type);
    }

    @Override
    public String getContentType() {
        return headers.get("Content-Type");
    }

    @Override
    public void setCharacterEncoding(String encoding) {
        // Everything is UTF-8.
    }

    @Override
    public String getCharacterEncoding() {
        return StandardCharsets.UTF_8.name();
    }

    @Override
    public void setContentLength(int length) {
        // Known when the page is whole.
    }

    @Override
    public void setContentLengthLong(long length) {
        // Known when the page is whole.
    }

    @Override
    public void flushBuffer() {
        writer.flush();
    }

    @Override
    public void resetBuffer() {
        writer.flush();
        body.reset();
    }

    @Override
    public void reset() {
        resetBuffer();
        headers.clear();
        status = SC_OK;
    }

    @Override
    public boolean isCommitted() {
        return false;
    }

    @Override
    public PrintWriter getWriter() {
        return writer;
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return new ServletOutputStream() {
            @Override
            public void write(int octet) {
                body.write(octet);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                body.write(bytes, offset, length);
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new UnsupportedOperationException("Pages are drawn in one go");
            }
        };
    }
}
