package planted.edges.document;

import planted.edges.policy.Rule;

/// Breaks a law on purpose; `ArchitectureLawTest` looks for it.
public record Reader(Rule rule) {}
