package planted.doors.policy;

import planted.doors.document.One;

/// Breaks a law on purpose; `ArchitectureLawTest` looks for it.
public record Three(One one) {}
