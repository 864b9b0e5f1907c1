package planted.cycles.audit;

import planted.cycles.audit.tlog.Tree;

/// Breaks a law on purpose; `ArchitectureLawTest` looks for it.
public record Log(Tree tree) {}
