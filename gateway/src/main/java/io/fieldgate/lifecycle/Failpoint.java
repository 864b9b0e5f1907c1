package io.fieldgate.lifecycle;

/// A place between two steps of a destruction, so that a test can end the process there.
@FunctionalInterface
interface Failpoint {
    Failpoint NONE = step -> {};

    void after(String step);
}
