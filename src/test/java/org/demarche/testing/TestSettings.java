package org.demarche.testing;

import java.net.URI;
import java.time.Duration;
import org.demarche.config.Settings;

/** The settings of a trial, without a configuration behind them. */
public final class TestSettings extends Settings {
    private TestSettings() {}

    public static Settings trial() {
        return new TestSettings();
    }

    @Override
    public URI publicUrl() {
        return URI.create("http://localhost:8080");
    }

    @Override
    public Duration countLag() {
        return Duration.ofSeconds(10);
    }

    @Override
    public boolean isTrial() {
        return true;
    }
}
