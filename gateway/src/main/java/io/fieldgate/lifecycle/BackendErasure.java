package io.fieldgate.lifecycle;

import io.fieldgate.policy.AppPolicy;

/// Tells the app to delete one record: its `erases` route, called by the gateway. Implemented by the data plane.
public interface BackendErasure {

    sealed interface Told {
        /// 2xx, 404 or 410.
        record Done() implements Told {}

        /// Worth another try: network, 408, 425, 429, 5xx.
        record Later() implements Told {}

        /// Any other answer: a finding.
        record Refused(int status) implements Told {}
    }

    Told erase(AppPolicy app, String recordId);
}
