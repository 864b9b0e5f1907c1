package io.fieldgate.proxy;

import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.enforce.Revealer;
import io.fieldgate.lifecycle.Consents;
import io.fieldgate.lifecycle.DeletionObligations;

/// What the state says about records and persons of one app, now. Errors: `StateUnavailable`, `KeysUnavailable`.
record KnownFacts(MountedApp site, DeletionObligations records, Consents consents) implements Revealer.Facts {

    @Override
    public boolean lives(String recordId) {
        return records.lives(site.register(), recordId);
    }

    @Override
    public boolean consents(SubjectRef person, String purpose) {
        return consents.inForce(site.policy(), person).contains(purpose);
    }

    /// Of what was collected in this very exchange.
    static final Revealer.Facts JUST_COLLECTED = new Revealer.Facts() {
        @Override
        public boolean lives(String recordId) {
            return true;
        }

        @Override
        public boolean consents(SubjectRef person, String purpose) {
            return true;
        }
    };
}
