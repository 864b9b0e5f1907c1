package io.fieldgate.examples;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/// A second reader of the audit log, written from `docs/reference/leaf-format.md` and the pages it names, with the
/// JDK alone. It shares no code with the product, so that the product does not check itself.
final class SecondLogReader {
    private static final int HASH_BYTES = 32;
    private static final int BUNDLE = 256; // leaves of a full bundle

    /// Source: c2sp.org/tlog-checkpoint.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Head(String origin, long size, byte[] root) {}

    private SecondLogReader() {}

    /// SHA-256 of the parts one after another.
    static byte[] sha256(byte[]... parts) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    /// Source: RFC 6962 §2.1.
    static byte[] leafHash(byte[] leaf) throws GeneralSecurityException {
        return sha256(new byte[] {0}, leaf);
    }

    /// MTH of the hashes of leaves, as the RFC writes it: the left side is the largest power of two below n.
    static byte[] root(List<byte[]> hashes) throws GeneralSecurityException {
        if (hashes.isEmpty()) {
            return sha256();
        }
        if (hashes.size() == 1) {
            return hashes.getFirst();
        }
        int k = Integer.highestOneBit(hashes.size() - 1);
        return sha256(new byte[] {1}, root(hashes.subList(0, k)), root(hashes.subList(k, hashes.size())));
    }

    /// The root that a leaf's hash and the hashes of its audit path give. Source: RFC 6962 §2.1.1, read backwards.
    static byte[] rootByPath(byte[] leafHash, int index, int size, List<byte[]> path) throws GeneralSecurityException {
        if (size == 1) {
            if (!path.isEmpty()) {
                throw new IllegalArgumentException("The path is too long.");
            }
            return leafHash;
        }
        int k = Integer.highestOneBit(size - 1);
        byte[] other = path.getLast();
        List<byte[]> rest = path.subList(0, path.size() - 1);
        return index < k
                ? sha256(new byte[] {1}, rootByPath(leafHash, index, k, rest), other)
                : sha256(new byte[] {1}, other, rootByPath(leafHash, index - k, size - k, rest));
    }

    /// The head of a checkpoint whose one signature is that of the key.
    /// Source: c2sp.org/signed-note, type 0x01.
    static Head head(String note, String verifierKey) throws GeneralSecurityException {
        String[] key = verifierKey.split("\\+", 3);
        byte[] typed = Base64.getDecoder().decode(key[2]);
        byte[] id = Arrays.copyOf(sha256((key[0] + "\n").getBytes(StandardCharsets.UTF_8), typed), 4);
        String[] halves = note.split("\n\n", -1);
        String[] line = halves[1].strip().split(" ", -1);
        byte[] signed = Base64.getDecoder().decode(line[2]);
        byte[] text = (halves[0] + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] spki = concat(HexFormat.of().parseHex("302a300506032b6570032100"), Arrays.copyOfRange(typed, 1, 33));
        Signature ed25519 = Signature.getInstance("Ed25519");
        ed25519.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki)));
        ed25519.update(text);
        boolean good = halves.length == 2
                && key[1].equals(HexFormat.of().formatHex(id))
                && line[0].equals("—")
                && line[1].equals(key[0])
                && Arrays.equals(id, Arrays.copyOf(signed, 4))
                && ed25519.verify(Arrays.copyOfRange(signed, 4, signed.length));
        String[] lines = halves[0].split("\n", -1);
        if (!good || lines.length != 3 || !lines[0].equals(key[0])) {
            throw new IllegalArgumentException("The checkpoint is not this key's.");
        }
        return new Head(lines[0], Long.parseLong(lines[1]), Base64.getDecoder().decode(lines[2]));
    }

    /// All leaves below a head, from the entry bundles of a folder. Source: c2sp.org/tlog-tiles.
    static List<byte[]> leaves(Path log, long size) throws IOException {
        List<byte[]> leaves = new ArrayList<>();
        for (long bundle = 0; bundle * BUNDLE < size; bundle++) {
            long width = Math.min(BUNDLE, size - bundle * BUNDLE);
            String name = "%03d".formatted(bundle) + (width == BUNDLE ? "" : ".p/" + width);
            ByteBuffer bytes = ByteBuffer.wrap(
                    Files.readAllBytes(log.resolve("tile/entries").resolve(name)));
            while (bytes.hasRemaining()) {
                byte[] leaf = new byte[bytes.getShort() & 0xffff];
                bytes.get(leaf);
                leaves.add(leaf);
            }
        }
        return leaves;
    }

    /// The leaf once more in the canonical form of RFC 8785, as far as leaves need it.
    static byte[] canonical(byte[] leaf) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(new JsonObject(new String(leaf, StandardCharsets.UTF_8)), out);
        return out.toByteArray();
    }

    private static void write(Object value, ByteArrayOutputStream out) {
        switch (value) {
            case JsonObject object -> {
                TreeMap<String, Object> sorted = new TreeMap<>();
                object.forEach(member -> sorted.put(member.getKey(), member.getValue()));
                String mark = "{";
                for (var member : sorted.entrySet()) {
                    out.writeBytes(mark.getBytes(StandardCharsets.UTF_8));
                    quote(member.getKey(), out);
                    out.write(':');
                    write(member.getValue(), out);
                    mark = ",";
                }
                out.writeBytes((sorted.isEmpty() ? "{}" : "}").getBytes(StandardCharsets.UTF_8));
            }
            case JsonArray array -> {
                out.write('[');
                for (int i = 0; i < array.size(); i++) {
                    if (i > 0) {
                        out.write(',');
                    }
                    write(array.getValue(i), out);
                }
                out.write(']');
            }
            case String text -> quote(text, out);
            case Boolean truth when truth -> out.writeBytes("true".getBytes(StandardCharsets.UTF_8));
            case Integer number -> out.writeBytes(number.toString().getBytes(StandardCharsets.UTF_8));
            case Long number -> out.writeBytes(number.toString().getBytes(StandardCharsets.UTF_8));
            default -> throw new IllegalArgumentException("A leaf holds texts, whole numbers, lists and objects.");
        }
    }

    /// Texts of leaves hold no control characters, so two escapes are enough.
    private static void quote(String text, ByteArrayOutputStream out) {
        String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"");
        out.writeBytes(("\"" + escaped + "\"").getBytes(StandardCharsets.UTF_8));
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(HASH_BYTES);
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
