package io.fieldgate.admin;

import io.fieldgate.audit.log.AuditLog;
import io.fieldgate.audit.tlog.NotTlog;
import io.fieldgate.audit.tlog.TilePath;
import io.fieldgate.proxy.http.Problem;
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
        TilePath tile = parsed("tile/" + tail);
        if (tile.level() == TilePath.ENTRIES) {
            throw none(); // whoever may not read entries does not get them by another spelling
        }
        return file(tile.text(), "application/octet-stream", TILE_CACHE_SECONDS);
    }

    AdminAnswer entries(String tail) {
        return file(parsed("tile/entries/" + tail).text(), "application/octet-stream", 0);
    }

    /// Only the one spelling of a tile's path names a file.
    private static TilePath parsed(String path) {
        try {
            return TilePath.parse(path);
        } catch (NotTlog notOne) {
            throw none();
        }
    }

    private AdminAnswer file(String name, String contentType, int cache) {
        Path file = log.folder().resolve(name);
        try {
            return new AdminAnswer(200, contentType, Files.readAllBytes(file), cache);
        } catch (NoSuchFileException absent) {
            throw none();
        } catch (IOException unreadable) {
            throw new AdminRefusal(Problem.EVIDENCE_UNAVAILABLE, "A file of the audit log cannot be read.");
        }
    }

    private static AdminRefusal none() {
        return new AdminRefusal(Problem.NO_ROUTE, "The log has no such file.");
    }
}
