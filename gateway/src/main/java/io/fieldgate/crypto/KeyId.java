package io.fieldgate.crypto;

/// Names one custodian key: an expiry bucket by its minute of death or an end key by its slot, inside a tenant.
public record KeyId(Kind kind, int tenantSlot, int number) {

    public enum Kind {
        BUCKET,
        CAMPAIGN_END,
        EVENT_END,
        SALT_EPOCH
    }
}
