package io.fieldgate.lifecycle;

/// A place between two steps of a destruction, so that a test can end the process there.
@FunctionalInterface
interface Seam {
    Seam NONE = step -> {};

    void after(String step);
}
