package io.fieldgate.proxy.http;

/// Whether the answer's body goes out: to a `HEAD` it does not.
public enum AnswerBody {
    SENT,
    LEFT_OUT
}
