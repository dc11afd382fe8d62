package org.demarche.signing.limits;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.demarche.signature.Flag;

/**
 * Networks that very many people share, from a file that the operator keeps: a line each, {@code tor} or {@code shared}
 * and a range such as {@code 192.0.2.0/24}; lines that begin with {@code #} are remarks. The file is read again when it
 * has changed; one that cannot be read leaves the list as it was.
 */
final class KnownNetworks {
    private static final Logger LOG = Logger.getLogger(KnownNetworks.class.getName());
    private static final Map<String, Flag> KINDS = Map.of("tor", Flag.TOR, "shared", Flag.SHARED_NETWORK);

    private final Optional<Path> file;
    private FileTime read;
    private Map<Subnet, Flag> listed = Map.of();
    private List<Integer> sizes = List.of();

    KnownNetworks(Optional<Path> file) {
        this.file = file;
    }

    synchronized Optional<Flag> of(InetAddress address) {
        file.ifPresent(this::refresh);
        int longest = address.getAddress().length * 8;
        return sizes.stream()
                .filter(bits -> bits <= longest)
                .map(bits -> listed.get(Subnet.of(address, bits)))
                .filter(flag -> flag != null)
                .findFirst();
    }

    private void refresh(Path list) {
        try {
            FileTime changed = Files.getLastModifiedTime(list);
            if (!changed.equals(read)) {
                read(list);
                read = changed;
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The list of known networks cannot be read.", e);
        }
    }

    private void read(Path list) throws IOException {
        Map<Subnet, Flag> found = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        for (String line : Files.readAllLines(list, UTF_8)) {
            String[] words = line.strip().split("\\s+", -1);
            if (line.isBlank() || words[0].startsWith("#")) {
                continue;
            }
            Flag kind = KINDS.get(words[0]);
            Optional<Subnet> subnet = words.length == 2 ? Subnet.parse(words[1]) : Optional.empty();
            if (kind == null || subnet.isEmpty()) {
                wrong.add(line);
            } else {
                found.put(subnet.get(), kind);
            }
        }
        if (!wrong.isEmpty()) {
            LOG.warning(() -> "Lines of the list of known networks that say nothing: " + wrong.size() + ", the first: "
                    + wrong.get(0));
        }
        listed = Map.copyOf(found);
        sizes = found.keySet().stream().map(Subnet::bits).distinct().sorted().toList();
    }
}
