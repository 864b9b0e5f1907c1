package io.fieldgate.proxy;

/// The third segment of each kind of route.
record Answers(Taking taking, Giving giving, Erasing erasing) {

    Answers(ExchangeParts parts, Evidence evidence, ReplyReader replies) {
        this(new Taking(parts, replies), new Giving(parts, evidence, replies), new Erasing(parts, replies));
    }
}
