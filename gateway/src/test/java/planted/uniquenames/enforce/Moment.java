package planted.uniquenames.enforce;

/// Breaks a law on purpose; `ArchitectureLawTest` looks for it.
record Moment(long millis) {}
