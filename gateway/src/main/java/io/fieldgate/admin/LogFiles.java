package io.fieldgate.admin;

import io.fieldgate.audit.AuditLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Serves the log's own files as they lie. Hash tiles hide what they hash, so anybody may have them; entry
/// bundles name staff.
/// Source: C2SP tlog-tiles.
final class LogFiles {
    private static final int CHECKPOINT_CACHE_SECONDS = 2;
    private static final int TILE_CACHE_SECONDS = 31_536_000; // a year: a tile never changes

    private final AuditLog log;

    LogFiles(AuditLog log) {
        this.log = log;
    }

    AdminAnswer checkpoint() {
        return file("checkpoint", "text/plain; charset=utf-8", CHECKPOINT_CACHE_SECONDS);
    }

    AdminAnswer tile(String tail) {
        return file("tile/" + plain(tail), "application/octet-stream", TILE_CACHE_SECONDS);
    }

    AdminAnswer entries(String tail) {
        return file("tile/entries/" + plain(tail), "application/octet-stream", 0);
    }

    /// Tile paths are digits, `x`, `p`, `.` and `/`: nothing else can leave the folder or name another file.
    private static String plain(String tail) {
        boolean tile = !tail.isEmpty()
                && tail.length() < 64
                && !tail.contains("..")
                && tail.chars().allMatch(c -> (c >= '0' && c <= '9') || c == 'x' || c == 'p' || c == '.' || c == '/');
        if (!tile) {
            throw none();
        }
        return tail;
    }

    private AdminAnswer file(String name, String contentType, int cache) {
        Path file = log.folder().resolve(name);
        try {
            return new AdminAnswer(200, contentType, Files.readAllBytes(file), cache);
        } catch (NoSuchFileException absent) {
            throw none();
        } catch (IOException unreadable) {
            throw new AdminRefusal(503, "evidence-unavailable", "A file of the audit log cannot be read.");
        }
    }

    private static AdminRefusal none() {
        return new AdminRefusal(404, "no-route", "The log has no such file.");
    }
}
