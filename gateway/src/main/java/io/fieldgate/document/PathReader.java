package io.fieldgate.document;

import java.util.Map;

/// Reads path variables into cells at `path:` places.
public final class PathReader {

    private PathReader() {}

    /// @param segments the template's variable names with the raw, undecoded segments that stood for them
    public static Reading read(Map<String, String> segments, Shape shape, Limits limits) {
        throw new UnsupportedOperationException("Not built yet.");
    }
}
