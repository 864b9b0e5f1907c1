package planted.uniquenames.audit;

/// Breaks a law on purpose; `ArchitectureLawTest` looks for it.
record Moment(long millis) {}
