package io.fieldgate.boot.config;

/// One effective value of the configuration and where it comes from.
/// @param key dotted, `data.listen`, `apps.health-declare.upstream`
/// @param origin `gateway.yaml:12:5`, `env FIELDGATE_DATA_LISTEN`, `flag --set data.listen` or `default`
public record Setting(String key, String value, String origin) {}
