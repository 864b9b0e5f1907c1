package io.fieldgate.proxy;

/// What is particular to each kind of route.
record RouteHandlers(TakesHandler takes, GivesHandler gives, ErasesHandler erases) {

    RouteHandlers(ExchangeParts parts, Evidence evidence, ReplyReader replies) {
        this(
                new TakesHandler(parts, replies),
                new GivesHandler(parts, evidence, replies),
                new ErasesHandler(parts, replies));
    }
}
