package org.demarche.submission.tree;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.demarche.verification.MerkleTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredTreeTest {
    @TempDir
    private Path data;

    private final List<TreeFolder> editions = new ArrayList<>();
    private final List<byte[]> leaves = new ArrayList<>();
    private final MerkleTree whole = new MerkleTree();

    /** Adds an edition of so many leaves, in their order. */
    private void addEdition(int count) throws IOException {
        List<byte[]> added = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            added.add(sha256((leaves.size() + i + ".").getBytes(US_ASCII)));
        }
        added.sort(Arrays::compareUnsigned);
        long before = leaves.size();
        Path folder = data.resolve(Integer.toString(editions.size() + 1));
        try (GrowingTree tree = new GrowingTree(folder, before, whole.peaks())) {
            for (byte[] leaf : added) {
                tree.add(leaf);
                whole.add(leaf);
            }
            assertThat(tree.size()).isEqualTo(whole.size());
            assertThat(tree.root()).isEqualTo(whole.root());
            assertThat(tree.peaks()).containsExactlyElementsOf(whole.peaks());
            tree.complete();
        }
        leaves.addAll(added);
        editions.add(new TreeFolder(folder, before, leaves.size()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "2",
                "3",
                "255",
                "256",
                "257",
                "1000",
                "4096",
                "5000",
                "1 1 1",
                "255 1",
                "255 2",
                "256 256",
                "100 100 100 100",
                "511 1 512",
                "300 3 3 3 700",
                "1023 1 1",
                "1 2048",
                "700 0 400",
                "70000 300"
            })
    void provesEveryLeafOfEveryEditionAsTheWholeTreeWould(String sizes) throws IOException {
        for (String size : sizes.split(" ", -1)) {
            addEdition(Integer.parseInt(size));
        }
        try (StoredTree tree = new StoredTree(editions)) {
            assertThat(tree.size()).isEqualTo(leaves.size());
            assertThat(tree.root()).isEqualTo(whole.root());
            // Of large trees every 11th or 97th leaf, left ones and right ones, else all.
            int step = leaves.size() > 10_000 ? 97 : leaves.size() > 4_000 ? 11 : 1;
            for (int index = 0; index < leaves.size(); index += step) {
                assertThat(rootFrom(index, leaves.size(), leaves.get(index), tree.inclusionProof(index)))
                        .as("leaf %d of %s", index, sizes)
                        .isEqualTo(whole.root());
            }
        }
    }

    @Test
    void findsTheLeavesOfTheLastEditionAlone() throws IOException {
        addEdition(300);
        addEdition(777);
        try (StoredTree tree = new StoredTree(editions)) {
            for (int index = 0; index < leaves.size(); index++) {
                if (index < 300) {
                    assertThat(tree.find(leaves.get(index))).isEmpty();
                } else {
                    assertThat(tree.find(leaves.get(index))).hasValue(index);
                }
            }
            assertThat(tree.find(new byte[32])).isEmpty();
            assertThat(tree.find(sha256(new byte[0]))).isEmpty();
        }
    }

    @Test
    void refusesALeafThatIsNotThere() throws IOException {
        addEdition(3);
        try (StoredTree tree = new StoredTree(editions)) {
            assertThatThrownBy(() -> tree.inclusionProof(3)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> tree.inclusionProof(-1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void refusesFilesThatAreCutShortOrMissingAndEditionsOutOfOrder() throws IOException {
        addEdition(300);
        addEdition(300);
        assertThatThrownBy(() -> new StoredTree(editions.subList(1, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("300");

        byte[] kept = Files.readAllBytes(editions.get(0).leaves());
        Files.write(editions.get(0).leaves(), Arrays.copyOf(kept, kept.length - 1));
        assertThatThrownBy(() -> new StoredTree(editions)).isInstanceOf(IOException.class);
        Files.write(editions.get(0).leaves(), kept);
        Files.delete(editions.get(1).blocks());
        assertThatThrownBy(() -> new StoredTree(editions)).isInstanceOf(IOException.class);
    }

    @Test
    void keepsNothingOfATreeThatIsNotComplete() throws IOException {
        try (GrowingTree tree = new GrowingTree(data.resolve("1"), 0, List.of())) {
            tree.add(sha256(new byte[0]));
        }

        assertThat(new TreeFolder(data.resolve("1"), 0, 1).isWhole()).isFalse();
    }

    @Test
    void letsNobodyElseRead() throws IOException {
        addEdition(1);
        try (Stream<Path> files = Files.list(editions.get(0).folder())) {
            assertThat(files.map(StoredTreeTest::rights)).containsExactly("rw-------", "rw-------");
        }
        assertThat(rights(editions.get(0).folder())).isEqualTo("rwx------");
    }

    /** RFC 9162, section 2.1.3.2, word for word. */
    private static byte[] rootFrom(long index, long size, byte[] leaf, List<byte[]> proof) {
        long fn = index;
        long sn = size - 1;
        byte[] r = leaf;
        for (byte[] p : proof) {
            assertThat(sn).isNotZero();
            if ((fn & 1) == 1 || fn == sn) {
                r = sha256(new byte[] {1}, p, r);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                r = sha256(new byte[] {1}, r, p);
            }
            fn >>= 1;
            sn >>= 1;
        }
        assertThat(sn).isZero();
        return r;
    }

    private static String rights(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
