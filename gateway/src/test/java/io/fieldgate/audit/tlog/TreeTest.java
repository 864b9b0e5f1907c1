package io.fieldgate.audit.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TreeTest {
    private static final String[] CT_LEAVES = {
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"
    };

    private final TreeHasher hasher = new TreeHasher();

    /// The roots of Certificate Transparency's own test tree.
    @ParameterizedTest
    @CsvSource({
        "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    })
    void root_ofTheCertificateTransparencyTree(int size, String root) {
        CompactRange range = new CompactRange(hasher);
        for (int i = 0; i < size; i++) {
            range.append(hasher.leaf(HexFormat.of().parseHex(CT_LEAVES[i])));
        }
        assertThat(HexFormat.of().formatHex(range.root())).isEqualTo(root);
    }

    @Test
    void compactRange_agreesWithTheDefinition_andCanBeTakenUpAnywhere() throws NotTlog {
        SlowTree tree = SlowTree.of(300);
        CompactRange range = new CompactRange(hasher);
        for (int size = 0; size <= 300; size++) {
            assertThat(range.root()).isEqualTo(tree.root(size));
            assertThat(CompactRange.of(hasher, size, tree).root()).isEqualTo(tree.root(size));
            if (size < 300) {
                range.append(tree.leafHash(size));
            }
        }
    }

    @Test
    void inclusion_holdsAtEverySizeAndIndex_andNowhereElse() throws NotTlog {
        SlowTree tree = SlowTree.of(258);
        for (int size = 1; size <= 257; size++) {
            byte[] root = tree.root(size);
            for (int index = 0; index < size; index++) {
                List<byte[]> proof = TreeProofs.inclusion(hasher, index, size, tree);
                byte[] leaf = tree.leafHash(index);
                assertThat(TreeProofs.verifyInclusion(hasher, leaf, index, size, root, proof))
                        .isTrue();
                assertThat(TreeProofs.verifyInclusion(hasher, tree.leafHash(index + 1), index, size, root, proof))
                        .isFalse();
                assertThat(TreeProofs.verifyInclusion(hasher, leaf, index + 1L, size, root, proof))
                        .isFalse();
                assertThat(TreeProofs.verifyInclusion(hasher, leaf, index, size, root, longer(proof)))
                        .isFalse();
                if (!proof.isEmpty()) {
                    assertThat(TreeProofs.verifyInclusion(
                                    hasher, leaf, index, size, root, proof.subList(0, proof.size() - 1)))
                            .isFalse();
                    assertThat(TreeProofs.verifyInclusion(hasher, leaf, index, size, root, flipped(proof, index)))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void consistency_holdsForAllPairs_andNotWhenChanged() throws NotTlog {
        SlowTree tree = SlowTree.of(257);
        byte[][] roots = new byte[258][];
        for (int size = 0; size <= 257; size++) {
            roots[size] = tree.root(size);
        }
        for (int after = 0; after <= 257; after++) {
            for (int before = 0; before <= after; before++) {
                List<byte[]> proof = TreeProofs.consistency(hasher, before, after, tree);
                assertThat(TreeProofs.verifyConsistency(hasher, before, roots[before], after, roots[after], proof))
                        .isTrue();
                assertThat(TreeProofs.verifyConsistency(
                                hasher, before, roots[before], after, roots[after], longer(proof)))
                        .isFalse();
                if (!proof.isEmpty()) {
                    assertThat(TreeProofs.verifyConsistency(
                                    hasher, before, roots[before], after, roots[after], flipped(proof, after)))
                            .isFalse();
                    assertThat(TreeProofs.verifyConsistency(
                                    hasher, before, roots[before - 1], after, roots[after], proof))
                            .isFalse();
                }
            }
        }
    }

    private static List<byte[]> longer(List<byte[]> proof) {
        List<byte[]> longer = new ArrayList<>(proof);
        longer.add(new byte[TreeHasher.SIZE]);
        return longer;
    }

    private static List<byte[]> flipped(List<byte[]> proof, int seed) {
        List<byte[]> flipped = new ArrayList<>(proof);
        byte[] hash = flipped.get(seed % proof.size()).clone();
        hash[seed % TreeHasher.SIZE] ^= 1;
        flipped.set(seed % proof.size(), hash);
        return flipped;
    }
}
