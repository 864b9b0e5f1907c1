package planted.purity.enforce;

import java.nio.file.Files;
import java.nio.file.Path;

/// Breaks a law on purpose; `ArchitectureLawTest` looks for it.
final class Judge {

    boolean exists(Path path) {
        return Files.exists(path);
    }
}
