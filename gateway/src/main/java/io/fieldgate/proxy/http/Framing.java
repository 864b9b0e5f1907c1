package io.fieldgate.proxy.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a head must be before its target is looked at: one framing, nothing that changes the protocol, no
/// header twice that has one meaning. What the HTTP engine refuses by itself is refused here again.
/// Source: RFC 9112 §6, RFC 9110 §7.6, §7.8, §10.1.1.
public final class Framing {

    /// Headers with one value whose second line could be read differently by somebody else.
    private static final List<String> SINGLE = List.of(
            "content-length",
            "transfer-encoding",
            "content-type",
            "content-encoding",
            "authorization",
            "host",
            "expect",
            "idempotency-key",
            "fieldgate-purpose",
            "origin",
            "sec-fetch-site");

    /// Headers that ask for another protocol, announce trailers or send a part of something.
    private static final List<String> NEVER = List.of("upgrade", "http2-settings", "trailer", "content-range");

    private Framing() {}

    /// @return the rule the head breaks
    public static Optional<String> fault(RequestHead head) {
        for (String name : SINGLE) {
            if (head.all(name).size() > 1) {
                return Optional.of("header-twice");
            }
        }
        for (String name : NEVER) {
            if (head.header(name) != null) {
                return Optional.of(
                        name.equals("trailer")
                                ? "trailers"
                                : name.equals("content-range") ? "content-range" : "upgrade");
            }
        }
        if (folded(head)) {
            return Optional.of("header-value");
        }
        String expect = head.header("expect");
        if (expect != null && !expect.equalsIgnoreCase("100-continue")) {
            return Optional.of("expectation");
        }
        return head.isHttp1() ? http1Fault(head) : Optional.empty();
    }

    private static Optional<String> http1Fault(RequestHead head) {
        if (head.version() == RequestHead.Version.HTTP_1_1 && head.all("host").size() != 1) {
            return Optional.of("host");
        }
        String coding = head.header("transfer-encoding");
        String length = head.header("content-length");
        if (coding != null && (length != null || !coding.equalsIgnoreCase("chunked"))) {
            return Optional.of("two-framings");
        }
        if (length != null && !isNumber(length)) {
            return Optional.of("content-length");
        }
        for (String option : head.all("connection")) {
            if (option.toLowerCase(Locale.ROOT).contains("upgrade")) {
                return Optional.of("upgrade");
            }
        }
        return Optional.empty();
    }

    /// Control characters do not belong in a value, whoever joined the lines.
    private static boolean folded(RequestHead head) {
        for (String name : SINGLE) {
            String value = head.header(name);
            if (value != null && hasControl(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasControl(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == 0x7F) {
                return true;
            }
        }
        return false;
    }

    /// Decimal digits that fit a long.
    static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= 18;
    }
}
