package io.fieldgate.crypto;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Names one custodian key: an expiry bucket by its minute of death or an end key by its slot, inside a tenant.
/// @param number minute of death since 1970 UTC, campaign number, end-class slot or epoch number
public record KeyId(Kind kind, int tenantSlot, int number) {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyyMMddHHmm", Locale.ROOT);
    private static final int MAX_SLOT = 255;

    public enum Kind {
        BUCKET(1),
        CAMPAIGN_END(2),
        EVENT_END(3),
        SALT_EPOCH(4);

        private final byte code;

        Kind(int code) {
            this.code = (byte) code;
        }

        /// The byte in stored rows, never reused.
        public byte code() {
            return code;
        }

        public static Kind of(byte code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new IllegalStateException("a key of a kind this version does not know");
        }
    }

    public KeyId {
        if (tenantSlot < 1 || tenantSlot > MAX_SLOT || number < 0) {
            throw new IllegalArgumentException("a key id needs a tenant slot of 1 to 255 and a number of 0 or more");
        }
    }

    /// The custodian's name of the key, made by the gateway only: `t07-202612011600` (bucket), `t07-c0003`
    /// (campaign), `t07-e0012` (event, then), `t07-0001` (salt epoch). Shape: `[a-z0-9-]{8,17}`.
    public String name() {
        String tenant = String.format(Locale.ROOT, "t%02d-", tenantSlot);
        return switch (kind) {
            case BUCKET -> tenant + MINUTE.format(dies().atOffset(ZoneOffset.UTC));
            case CAMPAIGN_END -> tenant + String.format(Locale.ROOT, "c%04d", number);
            case EVENT_END -> tenant + String.format(Locale.ROOT, "e%04d", number);
            case SALT_EPOCH -> tenant + String.format(Locale.ROOT, "%04d", number);
        };
    }

    /// The minute of death of a bucket. @throws IllegalStateException for the other kinds, whose end is in their row
    public Instant dies() {
        if (kind != Kind.BUCKET) {
            throw new IllegalStateException("only a bucket carries its death in its name");
        }
        return Instant.ofEpochSecond(number * 60L);
    }
}
