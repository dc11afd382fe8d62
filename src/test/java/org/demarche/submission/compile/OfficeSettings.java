package org.demarche.submission.compile;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.demarche.config.Settings;

/** The settings of an office with a data folder, in trial or not. */
public final class OfficeSettings extends Settings {
    private final Path data;
    private final boolean trial;

    private Optional<String> authority = Optional.empty();

    public OfficeSettings(Path data, boolean trial) {
        this.data = data;
        this.trial = trial;
    }

    void askForTimeStampsAt(URI address) {
        authority = Optional.of(address.toString());
    }

    @Override
    public Optional<String> timeStampAuthority() {
        return authority;
    }

    @Override
    public Path data() {
        return data;
    }

    @Override
    public Path keys() {
        return data.resolve("keys");
    }

    @Override
    public URI publicUrl() {
        return URI.create(trial ? "http://localhost:8080" : "https://petitions.example");
    }

    @Override
    public boolean isTrial() {
        return trial;
    }
}
