package org.demarche.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.demarche.config.Settings;

/**
 * Which spellings of an address reach the same mailbox. The rules are data with a version of their own: the shipped
 * {@code mail/address-rules.json}, or the file that a setting names. Earlier versions stay known, since what was signed
 * under them is found by them alone.
 */
@ApplicationScoped
public class AddressRules {
    private static final String SHIPPED = "mail/address-rules.json";

    private Settings settings;
    private RuleVersions versions;
    private volatile RuleSet current;
    private volatile List<RuleSet> earlier;

    /** The rules that the portal ships, and no others. */
    public AddressRules() {
        this(shipped(), List.of());
    }

    /** @param earlier the newest first */
    AddressRules(RuleSet current, List<RuleSet> earlier) {
        this.current = current;
        this.earlier = List.copyOf(earlier);
    }

    @Inject
    AddressRules(Settings settings, RuleVersions versions) {
        this();
        this.settings = settings;
        this.versions = versions;
    }

    void open(
            @Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) @Initialized(ApplicationScoped.class)
                    Object started) {
        Optional<Path> own = settings.addressRules();
        RuleSet chosen = own.map(AddressRules::read).orElseGet(AddressRules::shipped);
        earlier = versions.enforce(shipped(), chosen);
        current = chosen;
    }

    private static RuleSet read(Path file) {
        try (Reader rules = Files.newBufferedReader(file)) {
            return RuleSet.read(rules);
        } catch (IOException e) {
            throw new IllegalStateException("demarche.mail.address-rules names a file that cannot be read.", e);
        }
    }

    private static RuleSet shipped() {
        try (InputStream file = AddressRules.class.getClassLoader().getResourceAsStream(SHIPPED);
                Reader rules = new InputStreamReader(file, UTF_8)) {
            return RuleSet.read(rules);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the version of the rules in force, from 1} */
    public int version() {
        return current.version();
    }

    /** {@return the versions that were in force before, the newest first} */
    public List<Integer> earlierVersions() {
        return earlier.stream().map(RuleSet::version).toList();
    }

    /** Both parts come in lower case, the domain in ASCII. */
    String canonical(String localPart, String domain) {
        return current.canonical(localPart, domain);
    }

    /** The same under an earlier version. */
    String canonical(int version, String localPart, String domain) {
        return earlier.stream()
                .filter(rules -> rules.version() == version)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There were no rules of version " + version + "."))
                .canonical(localPart, domain);
    }
}
