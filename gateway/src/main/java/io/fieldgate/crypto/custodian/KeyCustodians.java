package io.fieldgate.crypto.custodian;

import io.fieldgate.state.StateStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;

/// Every kind of key custodian, by the scheme of its URI. A new one is one file and one line here.
public final class KeyCustodians {
    public static final List<Kind> STANDARD = List.of(new DevFileCustodian.DevFile());

    private KeyCustodians() {}

    /// What a custodian may need to be opened.
    /// @param place what follows the scheme: for `file:` the path of the keyring, absolute or from the working
    /// directory
    /// @param wrappingKey file of the key that wraps the keyring, for kinds that have one
    /// @param state holds the generation that tells an old keyring from the newest
    public record Opening(String place, Path wrappingKey, StateStore state, InstantSource clock, SecureRandom random) {}

    /// One entry of [#STANDARD].
    public interface Kind {
        String scheme();

        /// @throws KeysUnavailable when its own key cannot be read; a missing keyring is told by the calls, and
        /// ends when it is back
        KeyCustodian open(Opening opening);
    }

    /// @param uri `scheme:place`
    /// @throws IllegalArgumentException for a scheme nobody answers to
    public static KeyCustodian open(
            String uri, Path wrappingKey, StateStore state, InstantSource clock, SecureRandom random) {
        for (Kind kind : STANDARD) {
            String prefix = kind.scheme() + ":";
            if (uri.startsWith(prefix)) {
                return kind.open(new Opening(uri.substring(prefix.length()), wrappingKey, state, clock, random));
            }
        }
        String known = STANDARD.stream().map(kind -> "`" + kind.scheme() + ":`").collect(Collectors.joining(", "));
        throw new IllegalArgumentException("A key custodian's URI begins with one of: " + known + ".");
    }
}
