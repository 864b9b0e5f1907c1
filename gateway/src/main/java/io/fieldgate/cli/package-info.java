/// The verbs, one file each; a new one is a file and its line in [Main]. Only [Console] prints.
/// Read first: [Main], [ServeCommand], [AdminOptions].
@NullMarked
package io.fieldgate.cli;

import org.jspecify.annotations.NullMarked;
