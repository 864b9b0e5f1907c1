package io.fieldgate.lifecycle;

import io.fieldgate.crypto.SubjectRef;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// One record an app still holds in readable form. Holds no value: the record id is keyed and sealed.
/// Key: tenant 1 ‖ minute 4 ‖ event id. Value: format 1 ‖ reason 1 ‖ scope 2 ‖ row id 8 ‖ attempts 4 ‖ next try
/// 8 ‖ refused status 2 ‖ app ‖ record key ‖ sealed record id, the last three with a length of two bytes.
/// @param minute when it is due, minutes since 1970 UTC
/// @param eventId id of the `intent` leaf it was born by
/// @param version of the row in the state, 0 for one not written yet
record DueRow(
        int tenantSlot,
        int minute,
        String eventId,
        Reason reason,
        String app,
        Optional<SubjectRef> person,
        Record record,
        Calls calls,
        long version) {

    /// Why the record ends; the word stands in its leaves.
    enum Reason {
        EXPIRY(1, "expiry"),
        ERASURE(2, "erasure"),
        CONSENT(3, "consent"),
        CAMPAIGN_END(4, "campaign-end");

        private final int code; // stored, never reused
        private final String word;

        Reason(int code, String word) {
            this.code = code;
            this.word = word;
        }

        static Reason of(int code) {
            for (Reason reason : values()) {
                if (reason.code == code) {
                    return reason;
                }
            }
            throw new IllegalStateException("A due row has a reason this version does not know.");
        }

        String word() {
            return word;
        }
    }

    /// Which record it is. @param key keyed name, empty while nobody knows its id @param sealedId for the
    /// `erases` call
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Record(byte[] key, byte[] sealedId) {
        static final Record UNKNOWN = new Record(new byte[0], new byte[0]);

        boolean isKnown() {
            return key.length > 0;
        }

        @Override
        public String toString() {
            return "Record[redacted]";
        }
    }

    /// The `erases` calls that were not confirmed. @param nextTry epoch seconds before which the app is left in peace
    /// @param refused the app's last answer that promises nothing, 0 without one
    record Calls(int attempts, long nextTry, int refused) {
        static final Calls NONE = new Calls(0, 0, 0);
    }

    private static final byte FORMAT = 1;
    private static final int FIXED = 32; // 26 bytes and three lengths

    DueRow at(int newMinute, Reason why) {
        return new DueRow(tenantSlot, newMinute, eventId, why, app, person, record, calls, 0);
    }

    DueRow after(Calls made) {
        return new DueRow(tenantSlot, minute, eventId, reason, app, person, record, made, version);
    }

    /// The same event before anybody learned the record's id.
    DueRow unknown() {
        return new DueRow(tenantSlot, minute, eventId, reason, app, person, Record.UNKNOWN, calls, 0);
    }

    byte[] key() {
        return key(tenantSlot, minute, eventId);
    }

    static byte[] key(int tenantSlot, int minute, String eventId) {
        byte[] event = eventId.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(5 + event.length)
                .put((byte) tenantSlot)
                .putInt(minute)
                .put(event)
                .array();
    }

    byte[] encoded() {
        byte[] name = app.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(FIXED + name.length + record.key().length + record.sealedId().length);
        out.put(FORMAT).put((byte) reason.code);
        out.putShort((short) (int) person.map(SubjectRef::scopeSlot).orElse(0));
        out.putLong(person.map(SubjectRef::rowId).orElse(0L));
        out.putInt(calls.attempts()).putLong(calls.nextTry()).putShort((short) calls.refused());
        for (byte[] part : new byte[][] {name, record.key(), record.sealedId()}) {
            out.putShort((short) part.length).put(part);
        }
        return out.array();
    }

    static DueRow decoded(byte[] key, byte[] value, long version) {
        ByteBuffer in = ByteBuffer.wrap(value);
        if (in.get() != FORMAT) {
            throw new IllegalStateException("A due row has a format this version does not know.");
        }
        Reason reason = Reason.of(in.get());
        int scope = in.getShort() & 0xffff;
        long rowId = in.getLong();
        Calls calls = new Calls(in.getInt(), in.getLong(), in.getShort() & 0xffff);
        String app = new String(part(in), StandardCharsets.UTF_8);
        Record record = new Record(part(in), part(in));
        ByteBuffer name = ByteBuffer.wrap(key);
        int tenant = name.get() & 0xff;
        int minute = name.getInt();
        String event = new String(key, 5, key.length - 5, StandardCharsets.US_ASCII);
        Optional<SubjectRef> person = scope == 0 ? Optional.empty() : Optional.of(new SubjectRef(scope, rowId));
        return new DueRow(tenant, minute, event, reason, app, person, record, calls, version);
    }

    private static byte[] part(ByteBuffer in) {
        byte[] part = new byte[in.getShort() & 0xffff];
        in.get(part);
        return part;
    }
}
