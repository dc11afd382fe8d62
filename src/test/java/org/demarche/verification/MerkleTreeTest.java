package org.demarche.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {

    @Test
    void hasTheRootThatTheDefinitionGivesAtEverySize() throws Exception {
        MerkleTree tree = new MerkleTree();
        List<byte[]> leaves = new ArrayList<>();
        assertThat(tree.root()).isEqualTo(byDefinition(leaves));
        for (int size = 1; size <= 130; size++) {
            byte[] leaf = Leaf.hash(("row " + size).getBytes(StandardCharsets.UTF_8));
            leaves.add(leaf);
            tree.add(leaf);
            assertThat(tree.size()).isEqualTo(size);
            assertThat(tree.root()).as("root of %d", size).isEqualTo(byDefinition(leaves));
        }
    }

    /** The leaves and roots that Certificate Transparency implementations test themselves with. */
    @Test
    void agreesWithTheVectorsOfCertificateTransparency() {
        MerkleTree tree = new MerkleTree();
        for (String row : List.of(
                "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")) {
            tree.add(Leaf.hash(HexFormat.of().parseHex(row)));
        }
        assertThat(tree.root())
                .asHexString()
                .isEqualToIgnoringCase("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    }

    @Test
    void growsOnFromItsPeaks() {
        List<byte[]> leaves = new ArrayList<>();
        for (int size = 0; size <= 70; size++) {
            MerkleTree whole = tree(leaves);
            assertThat(whole.peaks()).hasSize(Integer.bitCount(size)).containsExactlyElementsOf(SampleRows.peaks(leaves));
            MerkleTree grown = MerkleTree.growing(size, whole.peaks());
            assertThat(grown.root()).isEqualTo(whole.root());
            for (int more = 0; more < 9; more++) {
                byte[] leaf = Leaf.hash(("more " + more).getBytes(StandardCharsets.UTF_8));
                whole.add(leaf);
                grown.add(leaf);
                assertThat(grown.size()).isEqualTo(whole.size());
                assertThat(grown.root()).isEqualTo(whole.root());
            }
            leaves.add(Leaf.hash(("row " + size).getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void refusesPeaksThatATreeOfItsSizeDoesNotHave() {
        byte[] peak = Leaf.hash(new byte[] {1});
        assertThatThrownBy(() -> MerkleTree.growing(3, List.of(peak))).hasMessageContaining("3 leaves");
        assertThatThrownBy(() -> MerkleTree.growing(0, List.of(peak))).hasMessageContaining("1 peaks");
        assertThatThrownBy(() -> MerkleTree.growing(-1, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MerkleTree.growing(1, List.of(new byte[31]))).hasMessageContaining("31");
    }

    private static MerkleTree tree(List<byte[]> leaves) {
        MerkleTree tree = new MerkleTree();
        leaves.forEach(tree::add);
        return tree;
    }

    @Test
    void doesNotChangeWithTheArraysItWasGivenOrGaveAway() {
        MerkleTree tree = new MerkleTree();
        byte[] leaf = Leaf.hash(new byte[] {1});
        tree.add(leaf);
        byte[] root = tree.root();
        leaf[0] ^= 1;
        tree.root()[0] ^= 1;
        tree.peaks().get(0)[0] ^= 1;
        assertThat(tree.root()).isEqualTo(root);
    }

    @Test
    void refusesALeafOfAnotherLength() {
        assertThatThrownBy(() -> new MerkleTree().add(new byte[31]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("31");
    }

    /** RFC 9162, section 2.1.1, word for word. */
    private static byte[] byDefinition(List<byte[]> leaves) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        if (leaves.isEmpty()) {
            return digest.digest();
        }
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int k = Integer.highestOneBit(leaves.size() - 1);
        digest.update((byte) 1);
        byte[] left = byDefinition(leaves.subList(0, k));
        byte[] right = byDefinition(leaves.subList(k, leaves.size()));
        digest.update(left);
        return digest.digest(right);
    }
}
