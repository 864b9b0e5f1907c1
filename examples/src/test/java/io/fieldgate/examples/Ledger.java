package io.fieldgate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.audit.LeafKind;
import io.fieldgate.audit.leaf.Leaf;
import io.fieldgate.audit.tile.LogReader;
import io.fieldgate.audit.tlog.NotTlog;
import io.fieldgate.audit.tlog.TrustPolicy;
import io.fieldgate.audit.verify.Finding;
import io.fieldgate.audit.verify.Verifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What a gateway that has stopped left behind, and the promises every stop has to keep, however it came.
final class Ledger {
    private static final int DUE = 13; // code of the namespace of due rows
    private static final int EVENT_AT = 5; // tenant 1, minute 4, then the event's id

    private final Path home;
    private final List<Leaf> leaves = new ArrayList<>();

    private Ledger(Path home) {
        this.home = home;
    }

    static Ledger of(Stage stage) {
        Ledger ledger = new Ledger(stage.home());
        LogReader reader = LogReader.open(stage.log());
        reader.forEach(0, reader.size(), ledger.leaves::add);
        return ledger;
    }

    List<Leaf> leaves() {
        return List.copyOf(leaves);
    }

    /// Traces of the leaves of one kind.
    Set<String> traces(LeafKind kind) {
        Set<String> traces = new TreeSet<>();
        leaves.stream().filter(leaf -> leaf.is(kind)).forEach(leaf -> traces.add(leaf.text("trace")));
        return traces;
    }

    /// `audit verify`, offline.
    Ledger verifies() throws IOException, NotTlog {
        TrustPolicy trust = TrustPolicy.parse(Files.readString(home.resolve("trust.policy")));
        assertThat(new Verifier(home.resolve("audit").resolve("n1"), trust)
                        .verify()
                        .findings())
                .extracting(Finding::what)
                .isEmpty();
        return this;
    }

    /// Every request that an app received, whatever became of it, has its `intent`.
    Ledger hasIntentOf(byte[] received) {
        assertThat(traces(LeafKind.INTENT)).containsAll(headers(received, "fieldgate-trace"));
        return this;
    }

    /// Every intent has one outcome: nobody can say that it is not known what was tried.
    Ledger closesEveryIntent() {
        Map<Long, Integer> outcomes = new HashMap<>();
        leaves.stream()
                .filter(leaf -> leaf.is(LeafKind.OUTCOME))
                .forEach(leaf -> outcomes.merge(leaf.number("of"), 1, Integer::sum));
        for (Leaf leaf : leaves) {
            if (leaf.is(LeafKind.INTENT)) {
                assertThat(outcomes.getOrDefault(leaf.index(), 0))
                        .as("outcomes of intent %d (%s)", leaf.index(), leaf.text("route"))
                        .isEqualTo(1);
            }
        }
        return this;
    }

    /// Every record an app was given stands in the list of what it must delete one day.
    Ledger hasDueRowOf(Set<String> events) throws SQLException {
        assertThat(dueEvents()).containsAll(events);
        return this;
    }

    /// Ids of the events whose record some app still owes the deletion of.
    Set<String> dueEvents() throws SQLException {
        Set<String> events = new HashSet<>();
        Path file = home.resolve("state").resolve("state.db");
        try (Connection state = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = state.createStatement();
                ResultSet rows = statement.executeQuery("SELECT k FROM kv WHERE ns = " + DUE)) {
            while (rows.next()) {
                byte[] key = rows.getBytes(1);
                events.add(new String(key, EVENT_AT, key.length - EVENT_AT, StandardCharsets.US_ASCII));
            }
        }
        return events;
    }

    /// Events of the records an app was given, out of the raw requests it received.
    static Set<String> events(byte[] received) {
        StringBuilder posts = new StringBuilder();
        for (String request :
                new String(received, StandardCharsets.ISO_8859_1).split("(?=(?:POST|GET|DELETE) /api/)", -1)) {
            posts.append(request.startsWith("POST") ? request : "");
        }
        return headers(posts.toString().getBytes(StandardCharsets.ISO_8859_1), "idempotency-key");
    }

    /// The values of one header in raw requests.
    static Set<String> headers(byte[] received, String name) {
        Set<String> values = new TreeSet<>();
        for (String line : new String(received, StandardCharsets.ISO_8859_1).split("\r\n", -1)) {
            if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
                values.add(line.substring(name.length() + 1).strip());
            }
        }
        return values;
    }
}
