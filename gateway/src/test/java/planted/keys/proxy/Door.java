package planted.keys.proxy;

import planted.keys.crypto.Seeds;

/// Breaks a law on purpose; `ArchitectureLawTest` looks for it.
record Door(Seeds seeds) {}
