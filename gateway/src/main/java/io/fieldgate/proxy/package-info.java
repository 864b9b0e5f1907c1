/// The data plane: takes a request, has it judged, writes the evidence, sends what was built to the app, and builds
/// the answer.
///
/// Read first: [ExchangeState], [Exchange], [ExchangeCloser].
///
/// ```
///  Received → Routed → Identified → Admitted → BodyRead → Checked ⇄ Asking → Decided     judge: nothing leaves
///                                                                              │ durable: the intent leaf
///  (Owned →) Recorded → Sending                                              send
///                         │ reply
///  Stored | Replied → Shown                                                   answer: nothing is shown
///                       │ durable: the reveal leaf
///  Answered        any → Refused
/// ```
///
/// One room because every part of it works on the exchange under way, which nobody else may see.
///
/// Nothing of an incoming message goes on as it came: head, body, query and answer are parsed, judged and written
/// again. This room decides nothing about fields, callers or time; it asks `enforce`, `guard` and `lifecycle`, and it
/// never sees a key. A stop gives a [Step], never an exception.
@NullMarked
package io.fieldgate.proxy;

import org.jspecify.annotations.NullMarked;
