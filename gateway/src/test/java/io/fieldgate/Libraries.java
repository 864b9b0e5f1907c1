package io.fieldgate;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Which room may use which library or part of the JDK. The longest matching name decides; packages and classes
/// alike.
/// A name outside `java.` that matches no row is a library nobody has admitted.
final class Libraries {

    private static final Set<String> NOBODY = Set.of();
    private static final Set<String> ALL = Rooms.PLAN.byName().keySet();
    private static final Set<String> LOGGING = without("document", "transform", "enforce");

    private static final TreeMap<String, Set<String>> ROWS = new TreeMap<>(Map.ofEntries(
            entry("java", ALL),
            entry("org.jspecify.annotations", ALL),
            entry("com.google.errorprone.annotations", ALL),
            // one place parses and writes
            entry("com.fasterxml.jackson.core", Set.of("document")),
            entry("de.siegmar.fastcsv", Set.of("document")),
            entry("javax.xml.stream", Set.of("document")),
            entry("javax.imageio", Set.of("transform")),
            entry("java.awt", Set.of("transform")),
            // key bytes and everything that can make or use them
            entry("com.google.crypto.tink", Set.of("crypto")),
            entry("com.google.protobuf", Set.of("crypto")),
            entry("org.bouncycastle", Set.of("crypto")),
            entry("io.github.jopenlibs.vault", Set.of("crypto")),
            entry("javax.crypto", Set.of("crypto")),
            entry("java.security", Set.of("crypto")),
            entry("java.security.SecureRandom", ALL), // comes in by constructor
            entry("java.security.cert.X509Certificate", Set.of("crypto", "guard", "proxy")),
            entry("java.security.MessageDigest", Set.of("crypto", "audit", "audit.tlog")),
            entry("java.security.NoSuchAlgorithmException", Set.of("crypto", "audit.tlog")),
            entry("java.security.Signature", Set.of("crypto", "audit.tlog")),
            entry("java.security.SignatureException", Set.of("crypto", "audit.tlog")),
            entry("java.security.InvalidKeyException", Set.of("crypto", "audit.tlog")),
            entry("java.security.GeneralSecurityException", Set.of("crypto", "audit.tlog")),
            entry("java.security.KeyFactory", Set.of("crypto", "audit.tlog")),
            entry("java.security.PublicKey", Set.of("crypto", "audit.tlog")),
            entry("java.security.interfaces.EdECPublicKey", Set.of("crypto", "audit.tlog")),
            entry("java.security.spec", Set.of("crypto", "audit.tlog")),
            // the network and the disk
            entry("java.net.http", Set.of("crypto", "audit", "cli")), // cli: verbs that ask a running gateway
            entry("javax.security.auth.x500", Set.of("crypto")),
            entry("java.net.Socket", Set.of("crypto", "audit")),
            entry("java.net.ServerSocket", Set.of("crypto", "audit")),
            entry("javax.net", Set.of("crypto", "proxy", "admin", "cli")),
            entry("java.sql", Set.of("state", "audit")),
            entry("org.sqlite", Set.of("state", "audit")),
            entry("com.github.benmanes.caffeine", Set.of("crypto", "state", "guard")),
            entry("org.snakeyaml.engine", Set.of("policy")),
            entry("io.netty.channel.ConnectTimeoutException", Set.of("proxy")), // what the HTTP client throws
            entry("io.vertx.core", Set.of("proxy", "admin", "cli")),
            entry("io.vertx.core.Vertx", Set.of("proxy", "admin", "cli", "state", "guard")),
            entry("io.vertx.core.Future", Set.of("proxy", "admin", "cli", "state", "guard")),
            entry("io.vertx.core.json", Set.of("guard", "admin")), // loses number literals: never on the data path
            entry("io.vertx.ext.auth", Set.of("guard")),
            entry("io.vertx.ext.web", Set.of("admin")),
            entry("io.micrometer", without("document", "transform", "enforce", "officer", "audit.tlog", "policy.lint")),
            entry("io.micrometer.prometheusmetrics", Set.of("cli")),
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

    private static Set<String> without(String... rooms) {
        var left = new java.util.TreeSet<>(Rooms.PLAN.byName().keySet());
        left.removeAll(Set.of(rooms));
        return Set.copyOf(left);
    }

    /// Whether a room may name a class; `className` is fully qualified.
    static boolean permits(String room, String className) {
        for (String name = className; !name.isEmpty(); name = parent(name)) {
            Set<String> rooms = ROWS.get(name);
            if (rooms != null) {
                return rooms.contains(room);
            }
        }
        return false;
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
