package planted.libraries.cli;

import org.assertj.core.data.Percentage;

/// Breaks a law on purpose; `ArchitectureLawTest` looks for it.
record Stranger(Percentage percentage) {}
