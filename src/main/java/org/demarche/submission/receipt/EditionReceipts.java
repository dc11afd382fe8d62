package org.demarche.submission.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.demarche.petition.Petitions;
import org.demarche.signature.Receipts;
import org.demarche.submission.Edition;
import org.demarche.submission.Editions;
import org.demarche.submission.rows.CanonicalJson;
import org.demarche.submission.rows.Entry;
import org.demarche.submission.shelf.Packages;
import org.demarche.submission.tree.StoredTree;
import org.demarche.submission.tree.TreeFolder;
import org.demarche.verification.Layout;
import org.demarche.verification.Leaf;

/**
 * Makes receipts from what an edition froze and from the leaves that were kept of it; section 8.3 of the package format.
 * It needs no key of the vault: a name is proven by what the signer's own page opens.
 */
@ApplicationScoped
class EditionReceipts implements Receipts {
    private static final Logger LOG = Logger.getLogger(EditionReceipts.class.getName());
    private static final String FORM = "c2sp.org/tlog-proof@v1";

    private Editions editions;
    private Packages packages;
    private Petitions petitions;

    protected EditionReceipts() {}

    @Inject
    EditionReceipts(Editions editions, Packages packages, Petitions petitions) {
        this.editions = editions;
        this.packages = packages;
        this.petitions = petitions;
    }

    /** A signature as an edition froze it. */
    private record Frozen(Edition edition, Entry entry) {}

    @Override
    public Optional<Integer> edition(long petitionId, long signatureId) {
        return frozen(petitionId, signatureId).map(found -> found.edition().number());
    }

    @Override
    public Optional<String> receipt(long petitionId, long signatureId, Optional<Opening> opening) {
        String slug = petitions.byId(petitionId).slug();
        return frozen(petitionId, signatureId).flatMap(found -> {
            try {
                return receipt(slug, found, opening);
            } catch (IOException e) {
                LOG.log(
                        Level.WARNING,
                        e,
                        () -> "No receipts from edition " + found.edition().id());
                return Optional.empty();
            }
        });
    }

    private Optional<Frozen> frozen(long petitionId, long signatureId) {
        return sealed(petitionId)
                .flatMap(edition ->
                        editions.entry(edition, signatureId).map(entry -> new Frozen(edition, entry)).stream())
                .findFirst();
    }

    private Stream<Edition> sealed(long petitionId) {
        return editions.all(petitionId).stream().filter(Edition::isWhole);
    }

    private Optional<String> receipt(String slug, Frozen found, Optional<Opening> opening) throws IOException {
        byte[] row = found.entry().line();
        Optional<byte[]> checkpoint = packages.content(slug, found.edition(), Layout.CHECKPOINT);
        List<TreeFolder> trees = trees(slug, found.edition());
        if (checkpoint.isEmpty() || trees.isEmpty()) {
            return Optional.empty();
        }
        try (StoredTree tree = new StoredTree(trees)) {
            OptionalLong index = tree.find(Leaf.hash(row));
            if (index.isEmpty()) {
                throw new IllegalStateException("Edition " + found.edition().id() + " lacks a row that it froze");
            }
            List<String> lines = new ArrayList<>();
            lines.add(FORM);
            lines.add("extra " + base64(extra(slug, found.edition(), row, opening)));
            lines.add("index " + index.getAsLong());
            tree.inclusionProof(index.getAsLong()).forEach(hash -> lines.add(base64(hash)));
            lines.add("");
            lines.add(new String(checkpoint.get(), UTF_8));
            return Optional.of(String.join("\n", lines));
        }
    }

    /** The trees of the editions that this one extends, and its own. */
    private List<TreeFolder> trees(String slug, Edition edition) {
        return Stream.concat(
                        sealed(edition.petitionId())
                                .filter(before -> before.number() < edition.number())
                                .sorted(Comparator.comparing(Edition::number)),
                        Stream.of(edition))
                .flatMap(one -> packages.tree(slug, one).stream())
                .toList();
    }

    private static byte[] extra(String slug, Edition edition, byte[] row, Optional<Opening> opening) {
        Map<String, Object> extra = new HashMap<>();
        extra.put("edition", edition.number());
        extra.put("petition", slug);
        extra.put("row", new String(row, UTF_8));
        opening.ifPresent(open -> {
            extra.put("name", open.name());
            extra.put("salt", open.salt());
        });
        return CanonicalJson.bytes(extra);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
