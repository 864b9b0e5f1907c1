/// The wire, both sides: what a request's head and body may be, how an answer goes out, how an app is called. Knows no
/// policy and no person. Read first: [InboundRequest], [Upstream], [Problem].
@NullMarked
package io.fieldgate.proxy.http;

import org.jspecify.annotations.NullMarked;
