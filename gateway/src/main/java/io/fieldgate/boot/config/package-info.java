/// `gateway.yaml` and its settings: file < environment < flags, each with its origin.
///
/// Read first: [SettingKey] (every key there is), [GatewayConfig], [StartFailure].
///
/// Every value is read once before the first room opens, so that none turns out to be wrong when it is needed.
@NullMarked
package io.fieldgate.boot.config;

import org.jspecify.annotations.NullMarked;
