package io.fieldgate.document;

import java.util.function.Predicate;

/// Reads a raw query string into cells at `query:` places.
public final class QueryReader {

    private QueryReader() {}

    /// @param raw what stands after `?`, undecoded; empty where nothing does
    public static Reading read(String raw, Shape shape, Limits limits, Predicate<String> nameable) {
        throw new UnsupportedOperationException("Not built yet.");
    }
}
