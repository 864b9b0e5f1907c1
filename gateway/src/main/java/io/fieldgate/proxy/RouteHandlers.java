package io.fieldgate.proxy;

/// The third segment of each kind of route.
record RouteHandlers(TakesHandler taking, GivesHandler giving, ErasesHandler erasing) {

    RouteHandlers(ExchangeParts parts, Evidence evidence, ReplyReader replies) {
        this(
                new TakesHandler(parts, replies),
                new GivesHandler(parts, evidence, replies),
                new ErasesHandler(parts, replies));
    }
}
