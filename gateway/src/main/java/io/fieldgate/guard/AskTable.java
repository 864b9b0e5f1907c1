package io.fieldgate.guard;

import io.fieldgate.audit.Actor;
import io.fieldgate.document.Json;
import io.fieldgate.document.NotJson;
import io.fieldgate.document.Value;
import io.fieldgate.guard.DualControl.Act;
import io.fieldgate.guard.DualControl.Ask;
import io.fieldgate.guard.DualControl.Grant;
import io.fieldgate.guard.DualControl.Person;
import io.fieldgate.guard.DualControl.Wish;
import io.fieldgate.state.Batch;
import io.fieldgate.state.Namespace;
import io.fieldgate.state.Row;
import io.fieldgate.state.StateConflict;
import io.fieldgate.state.StateStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Rows of asks and grants: id → what is asked by whom; staff ‖ org ‖ role ‖ unit ‖ purpose ‖ act ‖ app ‖ object, with
/// zeros between → grant. Values are JSON. Each row expires when it says.
final class AskTable {
    private static final int PAGE = 1_000;

    private final StateStore state;

    AskTable(StateStore state) {
        this.state = state;
    }

    void ask(Ask ask) {
        state.commit(new Batch()
                .check(Namespace.ASK, key(ask.id()), 0)
                .put(
                        Namespace.ASK,
                        key(ask.id()),
                        Json.write(Json.object(
                                "act", ask.wish().act().word(),
                                "app", ask.wish().app(),
                                "purpose", ask.wish().purpose(),
                                "object", ask.wish().object(),
                                "case", ask.wish().caseNumber(),
                                "reason", ask.wish().reason(),
                                "staff", ask.asker().staff(),
                                "org", ask.asker().org(),
                                "role", ask.asker().role(),
                                "unit", ask.asker().unit(),
                                "until", ask.until().toString())),
                        expiry(ask.until())));
    }

    Optional<Ask> find(String id) {
        Row row = state.get(Namespace.ASK, key(id));
        return row == null ? Optional.empty() : Optional.of(ask(row));
    }

    /// Oldest first, because ids begin with their time.
    List<Ask> all() {
        return state.scan(Namespace.ASK, new byte[0], new byte[] {(byte) 0xff}, PAGE).stream()
                .map(AskTable::ask)
                .toList();
    }

    /// @return false where somebody else was faster; nothing is written then
    boolean grant(Ask ask, Grant grant) {
        byte[] key = key(ask.id());
        Row row = state.get(Namespace.ASK, key);
        if (row == null) {
            return false;
        }
        byte[] value = Json.write(Json.object(
                "ask", grant.ask(),
                "staff", grant.approver().id(),
                "org", grant.approver().org(),
                "role", grant.approver().role(),
                "cred", grant.approver().cred(),
                "case", grant.caseNumber(),
                "reason", grant.reason(),
                "until", grant.until().toString()));
        try {
            state.commit(new Batch()
                    .check(Namespace.ASK, key, row.version())
                    .delete(Namespace.ASK, key)
                    .put(Namespace.GRANT, grantKey(ask.wish(), ask.asker()), value, expiry(grant.until())));
            return true;
        } catch (StateConflict faster) {
            return false;
        }
    }

    Optional<Grant> granted(Wish wish, Person asker) {
        Row row = state.get(Namespace.GRANT, grantKey(wish, asker));
        if (row == null) {
            return Optional.empty();
        }
        Value json = json(row);
        return Optional.of(new Grant(
                text(json, "ask"),
                new Actor(text(json, "staff"), text(json, "org"), text(json, "role"), text(json, "cred")),
                text(json, "case"),
                text(json, "reason"),
                Instant.parse(text(json, "until"))));
    }

    private static Ask ask(Row row) {
        Value json = json(row);
        Wish wish = new Wish(
                Act.of(text(json, "act")).orElseThrow(),
                text(json, "app"),
                text(json, "purpose"),
                text(json, "object"),
                text(json, "case"),
                text(json, "reason"));
        Person asker = new Person(text(json, "staff"), text(json, "org"), text(json, "role"), text(json, "unit"));
        return new Ask(new String(row.key(), StandardCharsets.UTF_8), wish, asker, Instant.parse(text(json, "until")));
    }

    private static Value json(Row row) {
        try {
            return Json.read(row.value());
        } catch (NotJson damaged) {
            throw new IllegalStateException("A row of an ask is damaged.", damaged);
        }
    }

    private static String text(Value json, String name) {
        return Json.string(json, name).orElseThrow();
    }

    private static byte[] grantKey(Wish wish, Person asker) {
        return key(String.join(
                "\0",
                asker.staff(),
                asker.org(),
                asker.role(),
                asker.unit(),
                wish.purpose(),
                wish.act().word(),
                wish.app(),
                wish.object()));
    }

    private static byte[] key(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Whole seconds, rounded up: the time inside the row decides, the expiry only clears away.
    private static long expiry(Instant until) {
        return until.getEpochSecond() + 1;
    }
}
