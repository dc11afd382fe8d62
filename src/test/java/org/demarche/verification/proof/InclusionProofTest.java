package org.demarche.verification.proof;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.demarche.verification.SampleRows;
import org.demarche.verification.input.Defect;
import org.junit.jupiter.api.Test;

class InclusionProofTest {

    @Test
    void leadsFromEveryLeafOfEveryTreeToItsRootAndToNoOther() {
        List<byte[]> leaves = new ArrayList<>();
        byte[] otherRoot = new byte[32];
        for (int size = 1; size <= 40; size++) {
            leaves.add(leaf(size));
            byte[] root = SampleRows.root(leaves);
            for (int index = 0; index < size; index++) {
                int place = index;
                int leavesThen = size;
                List<byte[]> path = SampleRows.path(index, leaves);
                byte[] leaf = leaves.get(index);
                assertThatNoException()
                        .as("leaf %d of %d", index, size)
                        .isThrownBy(() -> InclusionProof.verify(leaf, place, leavesThen, path, root));
                assertThatThrownBy(() -> InclusionProof.verify(leaf, place, leavesThen, path, otherRoot))
                        .isInstanceOf(Defect.class);
                assertThatThrownBy(() -> InclusionProof.verify(leaf(0), place, leavesThen, path, root))
                        .isInstanceOf(Defect.class);
                if (size > 1) {
                    assertThatThrownBy(
                                    () -> InclusionProof.verify(leaf, (place + 1) % leavesThen, leavesThen, path, root))
                            .isInstanceOf(Defect.class);
                }
            }
        }
    }

    @Test
    void namesBothRoots() {
        List<byte[]> leaves = List.of(leaf(1), leaf(2));
        byte[] root = SampleRows.root(leaves);
        assertThatThrownBy(() -> InclusionProof.verify(leaf(2), 0, 2, SampleRows.path(0, leaves), root))
                .hasMessageContaining(hex(root))
                .hasMessageContaining(hex(SampleRows.root(List.of(leaf(2), leaf(2)))));
    }

    @Test
    void refusesAProofOfAnotherLength() {
        List<byte[]> leaves = List.of(leaf(1), leaf(2), leaf(3));
        byte[] root = SampleRows.root(leaves);
        List<byte[]> path = SampleRows.path(0, leaves);
        List<byte[]> longer = new ArrayList<>(path);
        longer.add(root);
        assertThatThrownBy(() -> InclusionProof.verify(leaf(1), 0, 3, longer, root)).hasMessageContaining("has 3");
        assertThatThrownBy(() -> InclusionProof.verify(leaf(1), 0, 3, path.subList(0, 1), root))
                .hasMessageContaining("has 2 hashes beside it, but the proof has 1");
        List<byte[]> endless = Collections.nCopies(63, root);
        assertThatThrownBy(() -> InclusionProof.verify(leaf(1), 0, Long.MAX_VALUE, endless, root))
                .hasMessageContaining("leads to the root");
    }

    @Test
    void refusesALeafThatATreeOfItsSizeDoesNotHave() {
        byte[] root = leaf(1);
        for (long index : new long[] {-1, 1, Long.MAX_VALUE}) {
            assertThatThrownBy(() -> InclusionProof.verify(root, index, 1, List.of(), root))
                    .hasMessageContaining("there is no leaf " + index);
        }
        assertThatThrownBy(() -> InclusionProof.verify(root, 0, 0, List.of(), root))
                .hasMessageContaining("in a tree of 0");
    }

    private static byte[] leaf(int i) {
        return SampleRows.leaf("row " + i);
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
