package org.demarche.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One entry of the audit log, chained to the one before it as {@link AuditLog} says. Never changed once written. */
@Entity
@Table(name = "audit_entry")
public class AuditEntry {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    @Id
    private long sequence;

    private Instant at;
    private String actor;
    private String action;
    private String subject;
    private String detail;
    private byte[] previous;
    private byte[] hash;

    protected AuditEntry() {}

    AuditEntry(
            AuditLog.Head before, Instant at, String actor, String action, String subject, Map<String, String> detail) {
        this.sequence = before.sequence() + 1;
        this.at = at.truncatedTo(ChronoUnit.MICROS);
        this.actor = actor;
        this.action = action;
        this.subject = subject;
        this.detail = CanonicalJson.of(detail);
        this.previous = before.hash();
        this.hash = computedHash();
    }

    /** {@return its number; the first is 1, and none is missing} */
    public long sequence() {
        return sequence;
    }

    public Instant at() {
        return at;
    }

    public String actor() {
        return actor;
    }

    public String action() {
        return action;
    }

    public String subject() {
        return subject;
    }

    /** {@return an object of texts in canonical JSON} */
    public String detail() {
        return detail;
    }

    /** {@return the hash of the entry before, 32 bytes} */
    public byte[] previous() {
        return previous.clone();
    }

    /** {@return its own hash, 32 bytes} */
    public byte[] hash() {
        return hash.clone();
    }

    AuditLog.Head head() {
        return new AuditLog.Head(sequence, hash);
    }

    /** {@return whether it comes right after the other and says what it said when it was written} */
    boolean follows(AuditLog.Head before) {
        return sequence == before.sequence() + 1
                && Arrays.equals(previous, before.hash())
                && Arrays.equals(hash, computedHash());
    }

    /** {@return the entry as its hash covers it} */
    String canonical() {
        return CanonicalJson.object(members());
    }

    /** {@return the entry as an export shows it: what its hash covers, and its two hashes in hexadecimal} */
    String exported() {
        SortedMap<String, String> members = members();
        members.put("hash", CanonicalJson.quoted(HexFormat.of().formatHex(hash)));
        members.put("previous", CanonicalJson.quoted(HexFormat.of().formatHex(previous)));
        return CanonicalJson.object(members);
    }

    private SortedMap<String, String> members() {
        SortedMap<String, String> members = new TreeMap<>();
        members.put("action", CanonicalJson.quoted(action));
        members.put("actor", CanonicalJson.quoted(actor));
        members.put("at", CanonicalJson.quoted(TIME.format(at)));
        members.put("detail", detail);
        members.put("sequence", Long.toString(sequence));
        members.put("subject", CanonicalJson.quoted(subject));
        return members;
    }

    private byte[] computedHash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(previous);
            return digest.digest(canonical().getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return sequence + " " + action;
    }
}
