package io.fieldgate.proxy;

import java.util.List;

/// An address of the gateway itself, `/<app>/.fieldgate/<name>`: operations of its own. Plug point; the list is
/// [OwnRoutes#STANDARD].
interface OwnRoute {

    String name();

    List<String> methods();

    /// The body accepted at most, bytes.
    int bodyBytes();

    /// Runs on the exchange's thread; the caller is authenticated, the body is there.
    Step<Response> answer(Scene scene, String method, byte[] body, ExchangeParts parts);
}
