package org.demarche.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.stream.Collectors;

/** Services that give addresses away for minutes, from the list {@code mail/disposable-domains.txt}. */
@ApplicationScoped
public class DisposableDomains {
    private Set<String> domains;

    /** The list that the portal ships. */
    public DisposableDomains() {
        domains = lines("mail/disposable-domains.txt");
    }

    /** Whether the address is of such a service, or of a part of one. */
    public boolean contain(Address address) {
        for (String domain = address.domain();
                domain.indexOf('.') > 0;
                domain = domain.substring(domain.indexOf('.') + 1)) {
            if (domains.contains(domain)) {
                return true;
            }
        }
        return false;
    }

    /** The lines of a list; what begins with {@code #} is a remark. */
    static Set<String> lines(String list) {
        try (InputStream file = DisposableDomains.class.getClassLoader().getResourceAsStream(list);
                BufferedReader reader = new BufferedReader(new InputStreamReader(file, UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
