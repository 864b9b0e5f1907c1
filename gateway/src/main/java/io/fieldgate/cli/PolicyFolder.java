package io.fieldgate.cli;

import io.fieldgate.boot.config.StartFailure;
import java.nio.file.Files;
import java.nio.file.Path;

/// Finds the folder whose vocabulary a policy file speaks: its own.
final class PolicyFolder {
    private PolicyFolder() {}

    static Path of(Path file) {
        Path parent = file.getParent(); // as it was given, for messages name it so
        Path folder = parent == null ? Path.of("") : parent;
        if (!Files.exists(folder.resolve("vocabulary.yaml"))) {
            throw new StartFailure("`" + file
                    + "` lies beside no vocabulary.yaml; a policy file is checked together with its folder.");
        }
        return folder;
    }
}
