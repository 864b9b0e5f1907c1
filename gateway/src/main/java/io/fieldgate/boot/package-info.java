/// The composition root: every room is wired here by constructor, started, warmed up and closed; dev mode.
/// Read first: [Gateway], [NodeServices], [DevHome].
@NullMarked
package io.fieldgate.boot;

import org.jspecify.annotations.NullMarked;
