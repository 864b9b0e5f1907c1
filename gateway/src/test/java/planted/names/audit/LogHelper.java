package planted.names.audit;

/// Breaks a law on purpose; `ArchitectureLawTest` looks for it.
record LogHelper(String name) {}
