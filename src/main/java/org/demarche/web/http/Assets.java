package org.demarche.web.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.demarche.petition.Petition;
import org.demarche.petition.Petitions;

/**
 * The portal's own style sheets and pictures, in memory. Their address holds a hash of them all, so that a browser may
 * keep them for a year and still sees a change at once; without the hash it has to ask each time.
 */
@ApplicationScoped
@Named("assets")
public class Assets {
    /** Where they lie, in the application as in addresses. */
    static final String FOLDER = "/resources/";

    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css;charset=UTF-8",
            "js", "text/javascript;charset=UTF-8",
            "svg", "image/svg+xml",
            "png", "image/png");

    private final Map<String, DrawnPage> files = new TreeMap<>();
    private String hash;

    protected Assets() {}

    @Inject
    Assets(ServletContext application, Petitions petitions) {
        read(application, FOLDER);
        for (Petition petition : petitions.all()) {
            petition.picture().ifPresent(own -> files.put(pictureOf(petition), file(own.png(), TYPES.get("png"))));
        }
        hash = HexFormat.of().formatHex(digest()).substring(0, 16);
    }

    /** The name of the picture that a petition's definition brought along. */
    public static String pictureOf(Petition petition) {
        return "petitions/" + petition.slug() + ".png";
    }

    /** The address of a file to be kept by browsers. */
    public String url(String name) {
        return FOLDER + hash + "/" + name;
    }

    /** The address of a file for those who will ask for it long after the file has changed. */
    public static String lastingUrl(String name) {
        return FOLDER + name;
    }

    /** Whether an address names the files as they are now, so that it will never mean anything else. */
    boolean isLasting(String address) {
        return address.startsWith(FOLDER + hash + "/");
    }

    /** @param address path within the application, with or without the hash */
    Optional<DrawnPage> find(String address) {
        String name = address.substring(isLasting(address) ? FOLDER.length() + hash.length() + 1 : FOLDER.length());
        return Optional.ofNullable(files.get(name));
    }

    private void read(ServletContext application, String folder) {
        for (String path :
                Optional.ofNullable(application.getResourcePaths(folder)).orElse(Set.of())) {
            String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
            if (path.endsWith("/")) {
                read(application, path);
            } else if (type != null) {
                files.put(path.substring(FOLDER.length()), file(application, path, type));
            }
        }
    }

    private static DrawnPage file(ServletContext application, String path, String type) {
        try (InputStream file = application.getResourceAsStream(path)) {
            return file(file.readAllBytes(), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DrawnPage file(byte[] content, String type) {
        return DrawnPage.of(200, Map.of("Content-Type", type), content, "");
    }

    private byte[] digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.forEach((name, file) -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update(file.plain());
            });
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
