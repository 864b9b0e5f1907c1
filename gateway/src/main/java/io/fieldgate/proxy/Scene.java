package io.fieldgate.proxy;

import io.fieldgate.policy.Caller;
import java.util.Optional;
import java.util.Set;

/// Which exchange this is and who acts in it: what every leaf of it shares.
/// @param route the route's template, empty where none was found
record Scene(String trace, MountedApp site, String route, Caller caller) {

    /// Nobody is known.
    static final Caller NOBODY = new Caller("", "", "", "", Set.of(), java.util.Map.of(), Optional.empty(), "");

    @Override
    public String toString() {
        return "Scene[" + trace + "]";
    }
}
