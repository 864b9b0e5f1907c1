package io.fieldgate.boot;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Folders only the gateway's own user may enter, and files that others of the host may not read.
final class PrivateFolders {
    private static final Set<PosixFilePermission> CLOSED = PosixFilePermissions.fromString("rwxr-x---");

    private PrivateFolders() {}

    static void create(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    /// True when nobody but the owner and his group may read it, and only the owner may write it; true where the file
    /// system knows no such permissions.
    static boolean isClosedToOthers(Path file) throws IOException {
        return !FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                || CLOSED.containsAll(Files.getPosixFilePermissions(file));
    }
}
