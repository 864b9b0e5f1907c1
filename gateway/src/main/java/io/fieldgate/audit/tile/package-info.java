/// Tiles, entry bundles and the signed head, written and read. Read first: [TileStore], [TreeBuilder], [LogReader].
@NullMarked
package io.fieldgate.audit.tile;

import org.jspecify.annotations.NullMarked;
