package io.fieldgate.proxy;

/// One request and its answer.
final class Exchange {
    private Exchange() {}
}
