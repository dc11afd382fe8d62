package org.demarche.signature.marks;

import static java.util.stream.Collectors.toUnmodifiableMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.demarche.mail.Address;
import org.demarche.mail.KnownDomains;
import org.demarche.vault.KeyedHash;

/**
 * Marks mail domains: the first 6 bytes, in hexadecimal, of a keyed hash, one for each petition. The domains that very
 * many people share can be called by their names again; of all others nobody reads more than that it is another one.
 */
@ApplicationScoped
public class MailDomains {
    private static final int BYTES = 6;

    private KeyedHash hash;
    private KnownDomains known;
    private final Map<Long, Map<String, String>> names = new ConcurrentHashMap<>();

    protected MailDomains() {}

    @Inject
    public MailDomains(KeyedHash hash, KnownDomains known) {
        this.hash = hash;
        this.known = known;
    }

    public String mark(long petitionId, Address address) {
        return mark(petitionId, address.domain());
    }

    /** The domain that a mark stands for; empty unless very many people have their mailbox there. */
    public Optional<String> name(long petitionId, String mark) {
        return Optional.ofNullable(names(petitionId).get(mark));
    }

    private Map<String, String> names(long petitionId) {
        return names.computeIfAbsent(petitionId, id -> known.all().stream()
                .collect(toUnmodifiableMap(domain -> mark(id, domain), Function.identity(), (one, other) -> one)));
    }

    private String mark(long petitionId, String domain) {
        return HexFormat.of().formatHex(hash.ofDomain(petitionId, domain), 0, BYTES);
    }
}
