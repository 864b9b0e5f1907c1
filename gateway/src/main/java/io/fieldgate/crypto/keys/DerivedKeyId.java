package io.fieldgate.crypto.keys;

import io.fieldgate.crypto.KeyId;
import java.util.ArrayList;
import java.util.List;

/// What [DerivedKeyCache] keeps derived keys for, and the custodian keys each rests on.
sealed interface DerivedKeyId {

    List<KeyId> parents(int tenantSlot);

    /// Bucket, campaign and end class of a token. @param campaign 0 only for canary tokens, which rest on the
    /// bucket alone
    record OfClass(int deathMinute, int campaign, int endSlot) implements DerivedKeyId {
        @Override
        public List<KeyId> parents(int tenantSlot) {
            List<KeyId> parents = new ArrayList<>(3);
            parents.add(new KeyId(KeyId.Kind.BUCKET, tenantSlot, deathMinute));
            if (campaign != 0) {
                parents.add(new KeyId(KeyId.Kind.CAMPAIGN_END, tenantSlot, campaign));
            }
            if (endSlot != 0) {
                parents.add(new KeyId(KeyId.Kind.EVENT_END, tenantSlot, endSlot));
            }
            return parents;
        }
    }

    /// Index and pseudonym key of a scope.
    record OfScope(int campaign, String scope) implements DerivedKeyId {
        @Override
        public List<KeyId> parents(int tenantSlot) {
            return List.of(new KeyId(KeyId.Kind.CAMPAIGN_END, tenantSlot, campaign));
        }
    }

    /// The key that wraps subject rows.
    record OfEpoch(int epoch) implements DerivedKeyId {
        @Override
        public List<KeyId> parents(int tenantSlot) {
            return List.of(new KeyId(KeyId.Kind.SALT_EPOCH, tenantSlot, epoch));
        }
    }

    /// The keys that name and seal record ids.
    record OfRecords(int epoch) implements DerivedKeyId {
        @Override
        public List<KeyId> parents(int tenantSlot) {
            return List.of(new KeyId(KeyId.Kind.SALT_EPOCH, tenantSlot, epoch));
        }
    }
}
