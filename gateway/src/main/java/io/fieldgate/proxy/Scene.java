package io.fieldgate.proxy;

import io.fieldgate.crypto.TrustedClock;
import io.fieldgate.policy.Caller;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which exchange this is and who acts in it: what every leaf of it shares.
/// @param route the route's template, empty where none was found
/// @param time what the clocks said when the request came in; the exchange asks them once
record Scene(String trace, MountedApp site, String route, Caller caller, TrustedClock.Reading time) {

    /// Nobody is known.
    static final Caller NOBODY = new Caller("", "", "", "", Set.of(), Map.of(), Optional.empty(), "");

    Scene by(Caller who) {
        return new Scene(trace, site, route, who, time);
    }

    @Override
    public String toString() {
        return "Scene[" + trace + "]";
    }
}
