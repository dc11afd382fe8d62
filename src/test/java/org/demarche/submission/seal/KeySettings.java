package org.demarche.submission.seal;

import java.net.URI;
import java.nio.file.Path;
import org.demarche.config.Settings;

/** The settings of a portal with a folder of keys, in trial or not. */
final class KeySettings extends Settings {
    private final Path keys;
    private final boolean trial;
    private final URI publicUrl;

    KeySettings(Path keys, boolean trial) {
        this(keys, trial, "http://localhost");
    }

    KeySettings(Path keys, boolean trial, String publicUrl) {
        this.keys = keys;
        this.trial = trial;
        this.publicUrl = URI.create(publicUrl);
    }

    @Override
    public Path keys() {
        return keys;
    }

    @Override
    public URI publicUrl() {
        return publicUrl;
    }

    @Override
    public boolean isTrial() {
        return trial;
    }
}
