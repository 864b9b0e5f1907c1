package io.fieldgate.audit.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SignedNoteTest {
    /// The example of the Go package `golang.org/x/mod/sumdb/note`.
    private static final String GO_VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static final String GO_TEXT = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.
            """;
    private static final String GO_NOTE = GO_TEXT + """

            — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            """;

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void goVector_verifies_andIsWrittenBackByteForByte() throws NotTlog {
        VerifierKey key = VerifierKey.parse(GO_VKEY);
        SignedNote signedNote = SignedNote.parse(utf8(GO_NOTE));

        signedNote.verify(List.of(key));
        assertThat(signedNote.text()).isEqualTo(GO_TEXT);
        assertThat(signedNote.format()).isEqualTo(GO_NOTE);
        assertThat(key.text()).isEqualTo(GO_VKEY);
    }

    @Test
    void changedText_orSignature_isRefused() throws NotTlog {
        List<VerifierKey> known = List.of(VerifierKey.parse(GO_VKEY));
        assertThatThrownBy(() -> SignedNote.parse(utf8(GO_NOTE.replace("answer", "Answer")))
                        .verify(known))
                .hasMessageContaining("does not verify");
        assertThatThrownBy(() -> SignedNote.parse(utf8(GO_NOTE.replace("x08go/ZJ", "x08go/ZK")))
                        .verify(known))
                .hasMessageContaining("does not verify");
        assertThatThrownBy(() -> SignedNote.parse(utf8(GO_NOTE.replace("x08go/ZJ", "x08gp/ZJ")))
                        .verify(known))
                .hasMessageContaining("No known key");
    }

    @Test
    void secondLineOfAnUnknownKey_isIgnored_andAKnownOneMustHold() throws GeneralSecurityException, NotTlog {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        VerifierKey key = key("log.example/a", pair);
        SignedNote signedNote = SignedNote.unsigned("text\n").withSignature(key, sign(pair.getPrivate(), "text\n"));
        SignedNote both = signedNote.withSignature(VerifierKey.parse(GO_VKEY), new byte[64]);

        both.verify(List.of(key));
        assertThatThrownBy(() -> both.verify(List.of(key, VerifierKey.parse(GO_VKEY))))
                .isInstanceOf(NotTlog.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text\n",
                "text\n\n",
                "text\n\n— a\n",
                "text\n\n- a AAAAAAE=\n",
                "text\n\n— a AAAAAAE=",
                "text\r\n\n— a AAAAAAE=\n",
                "text\u0000\n\n— a AAAAAAE=\n",
                "text\n\n— a+b AAAAAAE=\n",
                "text\n\n— a AAAAAAE\n",
                "text\n\n— a AAAAAAF=\n",
                "text\n\n— a AAAAAA==\n",
                "text\n\n—  AAAAAAE=\n",
                "text\n\n— a AAAAAAE=\n\n"
            })
    void malformedNote_isRefused(String text) {
        assertThatThrownBy(() -> SignedNote.parse(utf8(text))).isInstanceOf(NotTlog.class);
    }

    @Test
    void moreThanSixteenLines_orInvalidUtf8_isRefused() throws NotTlog {
        String line = "— a AAAAAAE=\n";
        assertThat(SignedNote.parse(utf8("t\n\n" + line.repeat(16))).lines()).hasSize(16);
        assertThatThrownBy(() -> SignedNote.parse(utf8("t\n\n" + line.repeat(17))))
                .isInstanceOf(NotTlog.class);
        byte[] broken = utf8("text\n\n" + line);
        broken[1] = (byte) 0xff;
        assertThatThrownBy(() -> SignedNote.parse(broken)).isInstanceOf(NotTlog.class);
        assertThatThrownBy(() -> SignedNote.parse(utf8("t".repeat(70_000) + "\n\n" + line)))
                .isInstanceOf(NotTlog.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeuman+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+Ahpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3",
                "a b+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                ""
            })
    void vkey_thatDoesNotFit_isRefused(String vkey) {
        assertThatThrownBy(() -> VerifierKey.parse(vkey)).isInstanceOf(NotTlog.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nextension\n",
                "o\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "o\n+1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "o\n9223372036854775808\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU\n",
                "o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n",
                "o\n1\nAAAA\n",
                "o o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "o\n1\n"
            })
    void checkpoint_thatIsNotThreeStrictLines_isRefused(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(NotTlog.class);
    }

    @Test
    void proofFile_readsWhatItWrites_andProvesOneLeafOnly() throws GeneralSecurityException, NotTlog {
        SlowTree tree = SlowTree.of(11);
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        VerifierKey key = key("log.example/a", pair);
        Checkpoint head = new Checkpoint("log.example/a", 11, tree.root(11));
        SignedNote signedNote =
                SignedNote.unsigned(head.text()).withSignature(key, sign(pair.getPrivate(), head.text()));
        TlogProof proof = new TlogProof(6, TreeProofs.inclusion(new TreeHasher(), 6, 11, tree), signedNote);

        TlogProof read = TlogProof.parse(utf8(proof.format()));
        assertThat(read.format()).isEqualTo(proof.format()).startsWith("c2sp.org/tlog-proof@v1\nindex 6\n");
        assertThat(read.verify(new byte[] {6, 0}, List.of(key))).isTrue();
        assertThat(read.verify(new byte[] {7, 0}, List.of(key))).isFalse();
        assertThat(read.verify(new byte[] {6, 0}, List.of(VerifierKey.parse(GO_VKEY))))
                .isFalse();
        assertThatThrownBy(() -> TlogProof.parse(utf8(proof.format().replace("index", "extra AAAA\nindex"))))
                .isInstanceOf(NotTlog.class);
    }

    @Test
    void trustFile_thatAsksForWitnesses_isRefused() throws NotTlog {
        assertThat(TrustPolicy.parse("# who keeps the log\nlog " + GO_VKEY + " https://log.example\nquorum none\n")
                        .logs())
                .hasSize(1);
        assertThatThrownBy(() -> TrustPolicy.parse("log " + GO_VKEY + "\nwitness w " + GO_VKEY + "\nquorum w\n"))
                .hasMessageStartingWith("Line 2");
        assertThatThrownBy(() -> TrustPolicy.parse("log " + GO_VKEY + "\n")).isInstanceOf(NotTlog.class);
        assertThatThrownBy(() -> TrustPolicy.parse("log " + GO_VKEY + "\nlog " + GO_VKEY + "\nquorum none\n"))
                .hasMessageContaining("twice");
    }

    private static VerifierKey key(String name, KeyPair pair) throws NotTlog {
        byte[] spki = pair.getPublic().getEncoded();
        return new VerifierKey(name, Arrays.copyOfRange(spki, spki.length - 32, spki.length));
    }

    private static byte[] sign(PrivateKey key, String text) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(key);
        signature.update(utf8(text));
        return signature.sign();
    }
}
