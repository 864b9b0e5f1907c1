/// Tiles, entry bundles and the signed head, written and read.
///
/// Read first: [TileStore] (the files as they are served), [TreeBuilder] (the growing edge), [LogReader].
///
/// A file is whole at every moment: it is written beside its name and renamed. The reader believes the files;
/// whoever does not runs the verifier.
/// Source: C2SP tlog-tiles, tlog-checkpoint.
@NullMarked
package io.fieldgate.audit.tile;

import org.jspecify.annotations.NullMarked;
