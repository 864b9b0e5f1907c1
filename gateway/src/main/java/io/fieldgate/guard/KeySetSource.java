package io.fieldgate.guard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where the identity provider's public keys come from: the text of a JWKS document (RFC 7517).
/// Errors: [UncheckedIOException] when it cannot be had now, its message a sentence for the operator that quotes
/// nothing of what was read; the keys read before stay in use.
@FunctionalInterface
public interface KeySetSource {

    String read();

    static KeySetSource file(Path path) {
        return () -> {
            try {
                return Files.readString(path);
            } catch (IOException unreadable) {
                throw new UncheckedIOException("The key set file of the identity provider cannot be read.", unreadable);
            }
        };
    }
}
