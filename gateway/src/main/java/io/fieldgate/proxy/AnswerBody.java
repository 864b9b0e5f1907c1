package io.fieldgate.proxy;

/// Whether the answer's body goes out: to a `HEAD` it does not.
enum AnswerBody {
    SENT,
    LEFT_OUT
}
