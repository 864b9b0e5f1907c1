/// The demo that `mvn` starts, its three small apps, and the scenes of the end-to-end tests. Starts the gateway
/// only through `cli` and speaks HTTP to it. Read first: [Demo], [DemoApp].
@NullMarked
package io.fieldgate.examples;

import org.jspecify.annotations.NullMarked;
