package io.fieldgate.audit.leaf;

import io.fieldgate.audit.Access;
import io.fieldgate.audit.Actor;
import io.fieldgate.audit.AuditEvent;
import io.fieldgate.audit.ExchangeEvent;
import io.fieldgate.audit.GovernanceEvent;
import io.fieldgate.audit.KeyObject;
import io.fieldgate.audit.LegalBasis;
import io.fieldgate.audit.ProcessingOperation;
import io.fieldgate.audit.RetentionEvent;
import io.fieldgate.audit.Samples;
import io.fieldgate.audit.SubjectTags;
import io.fieldgate.audit.TaggedSubjects;
import io.fieldgate.audit.log.Rig;
import io.fieldgate.audit.tlog.Checkpoint;
import io.fieldgate.audit.tlog.CompactRange;
import io.fieldgate.audit.tlog.NotTlog;
import io.fieldgate.audit.tlog.SignedNote;
import io.fieldgate.audit.tlog.TreeHasher;
import io.fieldgate.audit.tlog.TreeProofs;
import io.fieldgate.audit.tlog.VerifierKey;
import io.fieldgate.document.Json;
import io.fieldgate.document.Value;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Makes `docs/vectors/leaf.json` from the product's own code: one leaf of every kind and operation, their hashes,
/// the roots, two proofs and a signed checkpoint. Everything that is chance elsewhere is fixed here.
final class LeafVectors {
    private static final String ORIGIN = "log.example/fieldgate/test/n1/g1";
    private static final long FIRST_MICROS = 1_582_164_000_123_456L; // 2020-02-20T02:00:00.123456Z
    private static final long STEP_MICROS = 1_000_000;
    private static final int CLAMPED = 7; // the leaf that is written as if the clock had gone back
    private static final HexFormat HEX = HexFormat.of();

    /// Secret and public key of test 1 of RFC 8032 §7.1: everybody has them.
    private static final byte[] SECRET =
            HEX.parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

    private static final byte[] PUBLIC =
            HEX.parseHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");

    private LeafVectors() {}

    /// Digest after digest of a counter instead of chance.
    private static final class Counted extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private int count;

        @Override
        public void nextBytes(byte[] bytes) {
            byte[] seed = ByteBuffer.allocate(4).putInt(count++).array();
            for (int at = 0; at < bytes.length; at += 32) {
                seed = sha256(seed);
                System.arraycopy(seed, 0, bytes, at, Math.min(32, bytes.length - at));
            }
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /// One of every kind, then an intent of every operation, then what the samples leave out.
    static List<AuditEvent> events() {
        List<AuditEvent> events = new ArrayList<>(Samples.all());
        for (ProcessingOperation processingOperation : ProcessingOperation.values()) {
            events.add(new ExchangeEvent.Intent(
                    Rig.access("x-" + processingOperation.word(), processingOperation), "", "", 1));
        }
        Access one = Rig.access("x9", ProcessingOperation.READ);
        events.add(new ExchangeEvent.Reveal(
                with(one, new LegalBasis("medical-follow-up", "consent", "c-7Qm4", "C-2020/17"), one.subjects()),
                ExchangeEvent.Justification.NONE,
                3,
                "ok",
                1));
        events.add(new ExchangeEvent.Reveal(
                with(one, one.grounds(), new TaggedSubjects(List.of(), 0, 12)),
                new ExchangeEvent.Justification(
                        "D-2020-7",
                        "call-back",
                        Optional.of(new Actor("staff-2", "bureau", "clerk", "jti:2")),
                        "0QX4ASK"),
                3,
                "ok",
                1));
        events.add(new ExchangeEvent.Deny(
                new Access(
                        one.trace(),
                        one.app(),
                        one.route(),
                        ProcessingOperation.COLLECT,
                        one.policy(),
                        one.parties(),
                        Actor.SUBJECT,
                        Optional.of(SubjectTags.of("t07-202002210200", List.of(Rig.tag(9)))),
                        LegalBasis.NONE,
                        TaggedSubjects.NONE,
                        List.of()),
                "not-oneself",
                "not-oneself"));
        events.add(new RetentionEvent.KeyCreate(
                new KeyObject("signer", "city-1", ORIGIN), "", "", ORIGIN + "+5a9b3c1d+AQ=="));
        events.add(new GovernanceEvent.Alert(
                "reveal-limit",
                "health-declare",
                new Actor("staff-1", "bureau", "clerk", "jti:1"),
                "ward-3",
                3,
                60,
                List.of("name")));
        events.add(new GovernanceEvent.Campaign(
                "covid-2020",
                "declare",
                "screening-ended",
                1_582_164_000L,
                List.of(
                        new Actor("officer-1", "health-bureau", "officer", "jti:2"),
                        new Actor("officer-2", "city-government", "officer", "jti:3"))));
        return events;
    }

    private static Access with(Access one, LegalBasis basis, TaggedSubjects subjects) {
        return new Access(
                one.trace(),
                one.app(),
                one.route(),
                one.op(),
                one.policy(),
                one.parties(),
                one.actor(),
                one.caller(),
                basis,
                subjects,
                one.fields());
    }

    /// The leaves' bytes, in the order of the log.
    static List<byte[]> leaves() {
        LeafEncoder encoder =
                new LeafEncoder("n1", InstantSource.fixed(Instant.parse("2020-02-20T02:00:00.123Z")), new Counted());
        List<byte[]> leaves = new ArrayList<>();
        for (AuditEvent event : events()) {
            leaves.add(encoder.encode(event, FIRST_MICROS + leaves.size() * STEP_MICROS, leaves.size() == CLAMPED)
                    .bytes());
        }
        return leaves;
    }

    /// The whole file.
    static String file() throws NotTlog, GeneralSecurityException {
        TreeHasher hasher = new TreeHasher();
        CompactRange range = new CompactRange(hasher);
        List<byte[]> leaves = leaves();
        List<byte[]> hashes = leaves.stream().map(hasher::leaf).toList();
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < leaves.size(); i++) {
            range.append(hashes.get(i));
            Value row = Json.object(
                    "index",
                    i,
                    "leaf",
                    new String(leaves.get(i), StandardCharsets.UTF_8),
                    "hash",
                    HEX.formatHex(hashes.get(i)),
                    "root",
                    HEX.formatHex(range.root()));
            rows.append(i == 0 ? "" : ",\n").append("  ").append(text(row));
        }
        VerifierKey key = new VerifierKey(ORIGIN, PUBLIC);
        SignedNote head = SignedNote.unsigned(new Checkpoint(ORIGIN, range.size(), range.root()).text());
        SignedNote signed = head.withSignature(key, sign(head.signedBytes()));
        return """
                {
                 "about": %s,
                 "origin": %s,
                 "secretKey": %s,
                 "verifierKey": %s,
                 "leaves": [
                %s
                 ],
                 "proofs": [
                  %s,
                  %s
                 ],
                 "checkpoint": %s
                }
                """.formatted(
                        quoted(
                                "Leaf format 1. leaf: the canonical bytes as text; hash: SHA-256(0x00, leaf) in hex; root: of the tree"
                                        + " that ends with this leaf. secretKey: test 1 of RFC 8032, which everybody has. proofs: hashes from"
                                        + " the leaf's sibling upwards, in the tree of all leaves. checkpoint: the signed note of that tree."),
                        quoted(ORIGIN),
                        quoted(HEX.formatHex(SECRET)),
                        quoted(key.text()),
                        rows,
                        proof(3, hashes),
                        proof(hashes.size() - 1, hashes),
                        quoted(signed.format()));
    }

    private static String proof(int index, List<byte[]> hashes) throws NotTlog {
        TreeHasher hasher = new TreeHasher();
        List<String> path = TreeProofs.inclusion(
                        hasher, index, hashes.size(), (level, at) -> perfect(hasher, hashes, level, (int) at))
                .stream()
                .map(HEX::formatHex)
                .toList();
        return text(Json.object("index", index, "hashes", path));
    }

    private static byte[] perfect(TreeHasher hasher, List<byte[]> hashes, int level, int at) {
        return level == 0
                ? hashes.get(at)
                : hasher.node(
                        perfect(hasher, hashes, level - 1, 2 * at), perfect(hasher, hashes, level - 1, 2 * at + 1));
    }

    private static byte[] sign(byte[] message) throws GeneralSecurityException {
        PrivateKey key = KeyFactory.getInstance("Ed25519")
                .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, Arrays.copyOf(SECRET, 32)));
        Signature ed25519 = Signature.getInstance("Ed25519");
        ed25519.initSign(key);
        ed25519.update(message);
        return ed25519.sign();
    }

    private static String quoted(String text) {
        return text(Json.object("x", text)).replaceFirst("^\\{\"x\":(.*)}$", "$1");
    }

    private static String text(Value value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }
}
