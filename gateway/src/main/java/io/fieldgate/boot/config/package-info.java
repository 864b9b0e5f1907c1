/// `gateway.yaml` and its settings: file < environment < flags, each with its origin.
/// Read first: [SettingKey], [GatewayConfig].
@NullMarked
package io.fieldgate.boot.config;

import org.jspecify.annotations.NullMarked;
