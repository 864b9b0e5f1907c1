package io.fieldgate.proxy;

/// Sends what was built.
final class Upstream {
    private Upstream() {}
}
