package io.fieldgate.proxy;

/// What is particular to each kind of route.
record RouteHandlers(
        TakesHandler takes, GivesHandler gives, ChangesHandler changes, ErasesHandler erases, RecordReadBack readBack) {

    static RouteHandlers of(ExchangeParts parts, Evidence evidence, ReplyReader replies) {
        CarriedAnswer carried = new CarriedAnswer(parts, replies);
        return new RouteHandlers(
                new TakesHandler(parts, carried),
                new GivesHandler(parts, evidence, replies),
                new ChangesHandler(parts, carried),
                new ErasesHandler(parts),
                new RecordReadBack(parts, replies));
    }
}
