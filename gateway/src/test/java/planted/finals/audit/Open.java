package planted.finals.audit;

/// Breaks a law on purpose; `ArchitectureLawTest` looks for it.
class Open {}
