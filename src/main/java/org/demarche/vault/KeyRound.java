package org.demarche.vault;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.List;
import org.demarche.config.Schedule;
import org.demarche.config.Settings;
import org.demarche.vault.DataKeyStore.Founded;

/**
 * Looks after the keys: at the start they must all be there, and what has had its time is forgotten by the minute.
 *
 * <p>Secrets are made once, on a loopback URL, while there is no petition yet. Later a missing one is a lost one: making another
 * would let an address sign twice and leave the queue unreadable, so the portal does not start.
 */
@ApplicationScoped
class KeyRound {
    /** After the migration of the database, before the petitions. */
    private static final int BEFORE_THE_PETITIONS = Interceptor.Priority.PLATFORM_BEFORE + 500;

    private KeyFolder folder;
    private Settings settings;
    private DataKeyStore store;
    private Vault vault;
    private AddressKeys addressKeys;
    private Schedule schedule;

    protected KeyRound() {}

    @Inject
    KeyRound(
            KeyFolder folder,
            Settings settings,
            DataKeyStore store,
            Vault vault,
            AddressKeys addressKeys,
            Schedule schedule) {
        this.folder = folder;
        this.settings = settings;
        this.store = store;
        this.vault = vault;
        this.addressKeys = addressKeys;
        this.schedule = schedule;
    }

    void start(@Observes @Priority(BEFORE_THE_PETITIONS) @Initialized(ApplicationScoped.class) Object started) {
        check();
        schedule.every(Duration.ofMinutes(1), "keys", this::forget);
    }

    void check() {
        List<Founded> petitions = store.petitions();
        PetitionKeys keys = new PetitionKeys(folder, settings.isPublicUrlLoopback());
        for (String secret : List.of(AddressKeys.MASTER_KEY, KeyedHash.STAMP_KEY)) {
            if (petitions.isEmpty() && settings.isPublicUrlLoopback()) {
                folder.makeSecret(secret);
            }
            folder.secret(secret);
        }
        petitions.forEach(keys::check);
    }

    void forget() {
        vault.forgetOldKeys();
        addressKeys.forget();
    }
}
