/// The data plane: takes a request, has it judged, writes the evidence, sends what was built to the app, and
/// builds the answer.
///
/// Read first: [Exchange], [Upstream], [Problem].
///
/// Nothing of an incoming message goes on as it came: head, body, query and answer are parsed, judged and
/// written again. This room decides nothing about fields, callers or time; it asks `enforce`, `guard` and
/// `lifecycle`, and it never sees a key.
@NullMarked
package io.fieldgate.proxy;

import org.jspecify.annotations.NullMarked;
