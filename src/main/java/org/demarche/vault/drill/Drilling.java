package org.demarche.vault.drill;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.demarche.audit.Act;
import org.demarche.audit.Actor;
import org.demarche.audit.AuditLog;
import org.demarche.vault.Vault;

/** Each holder of a petition's key opens a test record, on their own computer, and types back what is in it. */
@ApplicationScoped
public class Drilling {
    private static final int CODE_BYTES = 10;

    private final SecureRandom random = new SecureRandom();
    private Drills drills;
    private Vault vault;
    private AuditLog log;
    private Clock clock;

    protected Drilling() {}

    @Inject
    public Drilling(Drills drills, Vault vault, AuditLog log, Clock clock) {
        this.drills = drills;
        this.vault = vault;
        this.log = log;
        this.clock = clock;
    }

    /**
     * The test records of a petition, the newest first.
     *
     * @throws org.demarche.audit.NotAllowed if the actor may not drill
     */
    @Transactional
    public List<KeyDrill> all(Actor actor, long petitionId) {
        actor.must(Act.DRILL_VAULT);
        return drills.of(petitionId);
    }

    /**
     * Makes a test record.
     *
     * @param holder who is to open it, 1 to {@value KeyDrill#LONGEST_NAME} characters
     * @param recovery whether they are the recovery recipient
     * @throws org.demarche.audit.NotAllowed if the actor may not drill
     */
    @Transactional
    public void begin(Actor actor, long petitionId, String holder, boolean recovery) {
        actor.must(Act.DRILL_VAULT);
        byte[] secret = new byte[CODE_BYTES];
        random.nextBytes(secret);
        String code = HexFormat.of().withUpperCase().formatHex(secret).replaceAll("(.{4})(?=.)", "$1-");
        byte[] record = vault.sealDrill(petitionId, code);
        KeyDrill drill = new KeyDrill(petitionId, holder, recovery, record, hash(code), clock.instant());
        drills.add(drill);
        note(actor, "drill-begun", drill);
    }

    /**
     * Takes the code that a holder has read in their test record.
     *
     * @return whether it is the code; it may be typed again if not
     * @throws org.demarche.audit.NotAllowed if the actor may not drill
     */
    @Transactional
    public boolean answer(Actor actor, long petitionId, long id, String typed) {
        actor.must(Act.DRILL_VAULT);
        Optional<KeyDrill> found = drills.lock(id).filter(drill -> drill.petitionId() == petitionId);
        boolean right = found.filter(drill -> MessageDigest.isEqual(drill.codeHash(), hash(typed)))
                .isPresent();
        found.filter(drill -> drill.passedAt().isEmpty()).ifPresent(drill -> {
            if (right) {
                drill.passed(clock.instant());
            }
            note(actor, right ? "drill-passed" : "drill-failed", drill);
        });
        return right;
    }

    private void note(Actor actor, String action, KeyDrill drill) {
        log.append(
                actor.reference(),
                action,
                "petition/" + drill.petitionId(),
                Map.of("holder", drill.holder(), "recovery", Boolean.toString(drill.isRecovery())));
    }

    /** However it is written: the hyphens and small letters are not the code. */
    private static byte[] hash(String typed) {
        String code = typed.replaceAll("[^0-9A-Za-z]", "").toUpperCase(Locale.ROOT);
        try {
            return MessageDigest.getInstance("SHA-256").digest(code.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
