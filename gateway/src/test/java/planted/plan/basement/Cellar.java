package planted.plan.basement;

/// Breaks a law on purpose; `ArchitectureLawTest` looks for it.
record Cellar(String name) {}
