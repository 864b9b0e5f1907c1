/// The verbs, one file each; a new one is a file and its line in [Main]. Only [Console] prints.
///
/// Read first: [Main], [ServeCommand], [AdminOptions].
///
/// A verb that asks a running gateway is a client of its admin plane and nothing more. A person's value is read
/// from the terminal or standard input, never from the command line. Exit codes: 0 fine, 1 findings, 2 usage, 3
/// environment.
@NullMarked
package io.fieldgate.cli;

import org.jspecify.annotations.NullMarked;
