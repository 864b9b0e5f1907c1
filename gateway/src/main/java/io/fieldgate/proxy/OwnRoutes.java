package io.fieldgate.proxy;

import java.util.List;

/// The gateway's own addresses below each app. A new one is one file and one line here.
final class OwnRoutes {

    static final List<OwnRoute> STANDARD = List.of(new OwnConsent(), new OwnAsks(), new OwnApprovals());

    private OwnRoutes() {}
}
