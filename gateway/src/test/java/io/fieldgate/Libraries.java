package io.fieldgate;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Which room may use which library or part of the JDK. The longest matching name decides; packages and classes
/// alike.
/// A name outside `java.` that matches no row is a library nobody has admitted.
final class Libraries {

    private static final Set<String> NOBODY = Set.of();
    private static final Set<String> ALL = Rooms.PLAN.byName().keySet();
    private static final Set<String> LOGGING =
            Set.of("admin", "alert", "audit.log", "boot", "cli", "lifecycle", "proxy");

    private static final TreeMap<String, Set<String>> ROWS = new TreeMap<>(Map.ofEntries(
            entry("java", ALL),
            entry("org.jspecify.annotations", ALL),
            // one place parses and writes
            entry("com.fasterxml.jackson.core", Set.of("document")),
            entry("javax.imageio", Set.of("transform.check")),
            entry("java.awt", Set.of("transform.check")),
            // key bytes and everything that can make or use them
            entry("com.google.crypto.tink", Set.of("crypto.suite")),
            entry("org.bouncycastle", Set.of("crypto.pki")),
            entry("javax.crypto", Set.of("crypto.suite")),
            entry("java.security", Set.of("crypto.pki")),
            entry("java.security.SecureRandom", ALL), // comes in by constructor
            entry(
                    "java.security.MessageDigest",
                    Set.of("crypto", "crypto.keys", "crypto.suite", "crypto.pki", "audit.tlog")),
            entry("java.security.NoSuchAlgorithmException", Set.of("crypto", "audit.tlog")),
            entry("java.security.Signature", Set.of("crypto.pki", "audit.tlog")),
            entry("java.security.GeneralSecurityException", Set.of("crypto.suite", "crypto.pki", "audit.tlog")),
            entry("java.security.KeyFactory", Set.of("crypto.pki", "audit.tlog")),
            entry("java.security.PublicKey", Set.of("crypto.pki", "audit.tlog")),
            entry("java.security.spec", Set.of("crypto.pki", "audit.tlog")),
            // the network and the disk
            entry("java.net.http", Set.of("boot", "cli")), // a key set by address; verbs that ask a running gateway
            entry("javax.security.auth.x500", Set.of("crypto.pki")),
            entry("java.net.Socket", NOBODY),
            entry("java.net.ServerSocket", NOBODY),
            entry("javax.net", Set.of("crypto.pki", "boot", "cli")),
            entry("java.sql", Set.of("state")),
            entry("org.sqlite", Set.of("state")),
            entry("com.github.benmanes.caffeine", Set.of("crypto.keys", "guard")),
            entry("org.snakeyaml.engine", Set.of("policy.source")),
            entry("io.vertx.core", Set.of("proxy", "proxy.http", "admin", "boot")),
            entry("io.vertx.core.Vertx", Set.of("proxy", "proxy.http", "admin", "boot", "guard")),
            entry("io.vertx.core.Future", Set.of("proxy", "proxy.http", "admin", "boot", "guard")),
            entry("io.netty.channel", Set.of("proxy.http")),
            entry("io.netty.handler.codec", Set.of("proxy.http")),
            entry("io.netty.handler.codec.http", Set.of("proxy.http")),
            entry("io.vertx.core.json", Set.of("guard")), // loses number literals: never on the data path
            entry("io.vertx.ext.auth", Set.of("guard")),
            entry("io.micrometer", Set.of("crypto.keys", "audit.log", "lifecycle", "alert", "proxy", "boot")),
            entry("io.micrometer.prometheusmetrics", Set.of("boot")),
            entry("org.slf4j", LOGGING),
            entry("org.slf4j.bridge", Set.of("cli")),
            entry("ch.qos.logback", Set.of("cli")),
            entry("picocli", Set.of("cli")),
            // never
            entry("java.util.logging", NOBODY),
            entry("java.util.ServiceLoader", NOBODY),
            entry("java.lang.reflect", NOBODY),
            entry("java.io.ObjectInputStream", NOBODY),
            entry("java.io.ObjectOutputStream", NOBODY)));

    /// What a pure room may not touch even where it is part of the JDK.
    static final Set<String> IMPURE = Set.of(
            "java.nio.file",
            "java.nio.channels",
            "java.net",
            "java.sql",
            "java.util.concurrent",
            "java.lang.Thread",
            "java.lang.ThreadLocal",
            "java.lang.ScopedValue",
            "java.lang.Process",
            "java.io.File",
            "java.io.FileInputStream",
            "java.io.FileOutputStream",
            "java.io.RandomAccessFile",
            "java.io.FileReader",
            "java.io.FileWriter");

    private Libraries() {}

    /// Whether a room may name a class; `className` is fully qualified.
    static boolean permits(String room, String className) {
        return rooms(className).contains(room);
    }

    /// The rooms that may name a class.
    static Set<String> rooms(String className) {
        return row(className).map(ROWS::get).orElse(NOBODY);
    }

    /// The row that decides about a class.
    static Optional<String> row(String className) {
        for (String name = className; !name.isEmpty(); name = parent(name)) {
            if (ROWS.containsKey(name)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /// Every room of every row, as `room row`; what everybody may use is there once, for any room.
    static Stream<String> permissions() {
        return ROWS.entrySet().stream()
                .flatMap(row -> row.getValue().equals(ALL)
                        ? Stream.of("any " + row.getKey())
                        : row.getValue().stream().map(room -> room + " " + row.getKey()));
    }

    static boolean isImpure(String className) {
        for (String name = className; !name.isEmpty(); name = parent(name)) {
            if (IMPURE.contains(name)) {
                return true;
            }
        }
        return false;
    }

    private static String parent(String name) {
        int cut = Math.max(name.lastIndexOf('.'), name.lastIndexOf('$'));
        return cut < 0 ? "" : name.substring(0, cut);
    }
}
