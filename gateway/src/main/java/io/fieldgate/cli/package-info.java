/// The verbs, `gateway.yaml`, and the wiring of all rooms by constructor. Read first: [Main], [Gateway],
/// [GatewayConfig].
@NullMarked
package io.fieldgate.cli;

import org.jspecify.annotations.NullMarked;
