package planted.clocks.audit;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/// Breaks a law on purpose; `ArchitectureLawTest` looks for it.
final class Stamp {

    Instant time() {
        return Instant.now();
    }

    UUID id() {
        return UUID.randomUUID();
    }

    SecureRandom chance() {
        return new SecureRandom();
    }
}
