package io.fieldgate.policy.register;

import io.fieldgate.policy.source.Diagnostic.Span;

/// A bound value and where its file says it. A value that could not be read is empty text: rules pass over it,
/// its error is reported already.
public record Located<T>(T value, Span span) {

    public static Located<String> unread(Span span) {
        return new Located<>("", span);
    }

    public boolean isUnread() {
        return value instanceof String text && text.isEmpty();
    }
}
