package org.demarche.submission.seal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.demarche.config.Settings;

/**
 * The key that signs checkpoints of the tree, in the folder of keys: {@code checkpoint.p12} with
 * {@code checkpoint.password}. It serves all petitions; their checkpoints differ in their origin.
 */
@ApplicationScoped
public class CheckpointKeys {
    private static final Map<String, Integer> USUAL_PORTS = Map.of("http", 80, "https", 443);

    private Settings settings;
    private KeyPairFile file;

    protected CheckpointKeys() {}

    @Inject
    public CheckpointKeys(Settings settings, Clock clock) {
        this.settings = settings;
        this.file = new KeyPairFile(settings, clock, "checkpoint", TrialKeys::checkpoint);
    }

    /**
     * {@return the key to sign a petition's checkpoints with}
     *
     * @param slug the petition's name in URLs
     * @param organisation whom a certificate made in trial names
     * @throws SealKeyUnfit if there is none outside the trial, or it cannot be used
     */
    public CheckpointKey key(String slug, String organisation) {
        CertifiedKey found = file.open(organisation);
        return new CheckpointKey(found.key(), NoteVerifier.of(origin(slug), found.certificate()));
    }

    /** The portal's host, with its port unless that is the usual one, and the petition. */
    private String origin(String slug) {
        URI portal = settings.publicUrl();
        boolean usual = portal.getPort() < 0 || portal.getPort() == USUAL_PORTS.getOrDefault(portal.getScheme(), 0);
        return portal.getHost() + (usual ? "" : ":" + portal.getPort()) + "/" + slug;
    }
}
