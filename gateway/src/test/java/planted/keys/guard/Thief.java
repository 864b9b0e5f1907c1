package planted.keys.guard;

import planted.keys.crypto.Salts;

/// Breaks a law on purpose; `ArchitectureLawTest` looks for it.
record Thief(Salts salts) {}
