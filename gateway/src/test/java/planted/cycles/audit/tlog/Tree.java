package planted.cycles.audit.tlog;

import planted.cycles.audit.Log;

/// Breaks a law on purpose; `ArchitectureLawTest` looks for it.
public record Tree(Log log) {}
