/// The wire, both sides: what a request's head and body may be, how an answer goes out, how an app is called.
///
/// Read first: [InboundRequest], [Upstream], [Problem] (every refusal, of both planes).
///
/// ```
/// in   head ─► one framing? ─► (caller known) ─► body, up to a size and a time ─► (judged) ─► answer
/// out  request that was built ─► its turn ─► connection ─► answer, up to a size and a time ─► reply | fate
///                                64 at once and 1,024 waiting for each backend and event loop
/// ```
///
/// [EventLoop] is one event loop with what came in on it and the connections to apps that live on it: the one place
/// where an exchange's thread waits for the loop. Nothing of a request is passed on by these classes: an
/// [UpstreamRequest] is built from values that were judged, and its headers are a closed list. What became of it is
/// a [UpstreamResult]: a reply in full, or a fate that says whether the app may have acted.
///
/// Sizes and waits: [ProxySettings]. A refusal is a problem document (RFC 9457) in the client's language, without a
/// value. Refuses to know policies, callers, persons and keys, and of judging only what a fault looks like; it logs
/// nothing, since all it could say came from outside.
/// Source: RFC 9112 §6, RFC 9110 §7.
@NullMarked
package io.fieldgate.proxy.http;

import org.jspecify.annotations.NullMarked;
