/// A message body as cells at declared places; formats read and write it. Read first: [Shape], [Document],
/// [BodyFormat].
///
/// ```
/// bytes ─► strict reader ─┬─► cells: value, place, slot ─► (judged) ─► cells ─► writer ─► new bytes
///          with a shape   └─► notes: kind, place or position of what was skipped, never content
/// ```
///
/// Reading walks the body once with a cursor in the shape. A declared place becomes a [Cell]; everything else is
/// read to its end under the same rules and leaves at most a [ReaderNote]. Writing builds a new body from cells
/// alone: what has no cell is not there.
///
/// Grammar of a place: [FieldPath]. Grammar of a name in a note: the name itself where the caller's rule allows it,
/// else `#3` (the third member, parameter or part) or `<18 digits>`.
///
/// One room because what reads a body and what writes one share the shape, the cells and the rules of every format
/// from within; a wall between them would have to show all of that.
///
/// The room knows no rule, no caller, no key and no clock; it is pure, and outside bytes can make it throw nothing
/// but [NotJson]. A new format is one file and its line in [BodyFormats].
@NullMarked
package io.fieldgate.document;

import org.jspecify.annotations.NullMarked;
