package io.fieldgate.state;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/// The state engines this gateway knows, by the scheme of the state URI: `sqlite:PATH`, `memory:`.
public final class StateStores {

    record Engine(String scheme, Function<String, StateStore> open) {}

    static final List<Engine> STANDARD = List.of(
            new Engine("sqlite", path -> SqliteStore.open(Path.of(path))),
            new Engine("memory", nothing -> new MemoryStore()));

    private StateStores() {}

    /// @throws StateUnavailable when the engine cannot be opened; the message says why
    /// @throws IllegalArgumentException when no engine has this scheme
    public static StateStore open(String uri) {
        int colon = uri.indexOf(':');
        String scheme = colon < 0 ? uri : uri.substring(0, colon);
        for (Engine engine : STANDARD) {
            if (engine.scheme().equals(scheme)) {
                return engine.open().apply(uri.substring(colon + 1));
            }
        }
        String known = String.join(", ", STANDARD.stream().map(Engine::scheme).toList());
        throw new IllegalArgumentException("No state engine has the scheme of the state URI; known are " + known + ".");
    }
}
