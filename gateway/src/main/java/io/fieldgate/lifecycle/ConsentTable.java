package io.fieldgate.lifecycle;

import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.state.Batch;
import io.fieldgate.state.Namespace;
import io.fieldgate.state.Row;
import io.fieldgate.state.StateStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The consent rows: scope 2 ‖ row id 8 ‖ app ‖ 0 ‖ purpose → state 1 ‖ index of the leaf 8 ‖ consent id.
/// Thread rule: safe for many threads.
final class ConsentTable {
    private static final int PAGE = 200;
    private static final int REF_BYTES = 10;
    private static final byte GIVEN = 1;
    private static final byte WITHDRAWN = 2;

    /// @param purpose what it is for @param given false once withdrawn @param id the consent's random id
    record Consent(String app, String purpose, boolean given, String id) {}

    private final StateStore state;

    ConsentTable(StateStore state) {
        this.state = state;
    }

    List<Consent> of(SubjectRef person, String app) {
        return scan(prefix(person, app + '\0'));
    }

    Optional<Consent> find(SubjectRef person, String app, String purpose) {
        byte[] key = prefix(person, app + '\0' + purpose);
        Row row = state.get(Namespace.CONSENT, key);
        return row == null ? Optional.empty() : Optional.of(decoded(key, row.value()));
    }

    Set<String> inForce(SubjectRef person, String app) {
        Set<String> purposes = new HashSet<>();
        of(person, app).stream().filter(Consent::given).forEach(consent -> purposes.add(consent.purpose()));
        return purposes;
    }

    /// @param expiresAt epoch seconds from which on nothing can rest on it
    void give(SubjectRef person, String app, String purpose, String id, long leaf, long expiresAt) {
        Batch batch = new Batch();
        batch.put(Namespace.CONSENT, prefix(person, app + '\0' + purpose), encoded(GIVEN, leaf, id), expiresAt);
        state.commit(batch);
    }

    /// @param work row under `ERASE_WORK` that says what is still to be done
    void withdraw(SubjectRef person, String app, String purpose, String id, long leaf, long expiresAt, byte[] work) {
        byte[] key = prefix(person, app + '\0' + purpose);
        state.commit(new Batch()
                .put(Namespace.CONSENT, key, encoded(WITHDRAWN, leaf, id), expiresAt)
                .put(Namespace.ERASE_WORK, key, work));
    }

    void done(SubjectRef person, String app, String purpose) {
        state.commit(new Batch().delete(Namespace.ERASE_WORK, prefix(person, app + '\0' + purpose)));
    }

    /// Withdrawals whose effect a crash left open: person, app, purpose, and the work's own bytes.
    List<Row> unfinished() {
        return state.scan(Namespace.ERASE_WORK, new byte[0], new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff}, PAGE);
    }

    static SubjectRef person(byte[] key) {
        ByteBuffer in = ByteBuffer.wrap(key);
        return new SubjectRef(in.getShort() & 0xffff, in.getLong());
    }

    /// App and purpose of a key.
    static List<String> names(byte[] key) {
        String text = new String(key, REF_BYTES, key.length - REF_BYTES, StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        return List.of(text.substring(0, end), text.substring(end + 1));
    }

    /// @param app one app's rows; empty for all
    /// @return how many there were
    int forget(SubjectRef person, Optional<String> app) {
        byte[] prefix = prefix(person, app.map(name -> name + '\0').orElse(""));
        Batch batch = new Batch();
        int count = 0;
        for (Row row : state.scan(Namespace.CONSENT, prefix, after(prefix), PAGE)) {
            batch.delete(Namespace.CONSENT, row.key());
            count++;
        }
        if (count > 0) {
            state.commit(batch);
        }
        return count == PAGE ? count + forget(person, app) : count;
    }

    private List<Consent> scan(byte[] prefix) {
        List<Consent> consents = new ArrayList<>();
        for (Row row : state.scan(Namespace.CONSENT, prefix, after(prefix), PAGE)) {
            consents.add(decoded(row.key(), row.value()));
        }
        return consents;
    }

    private static Consent decoded(byte[] key, byte[] value) {
        List<String> names = names(key);
        String id = new String(value, 9, value.length - 9, StandardCharsets.US_ASCII);
        return new Consent(names.get(0), names.get(1), value[0] == GIVEN, id);
    }

    private static byte[] encoded(byte state, long leaf, String id) {
        byte[] text = id.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(9 + text.length)
                .put(state)
                .putLong(leaf)
                .put(text)
                .array();
    }

    private static byte[] prefix(SubjectRef person, String names) {
        byte[] text = names.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(REF_BYTES + text.length)
                .putShort((short) person.scopeSlot())
                .putLong(person.rowId())
                .put(text)
                .array();
    }

    private static byte[] after(byte[] prefix) {
        return ByteBuffer.allocate(prefix.length + 1)
                .put(prefix)
                .put((byte) 0xff)
                .array();
    }
}
