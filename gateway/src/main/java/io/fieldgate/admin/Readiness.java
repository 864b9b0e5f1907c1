package io.fieldgate.admin;

import java.util.Optional;
import java.util.function.Supplier;

/// One part that governed requests need.
/// @param cause one sentence an operator can act on, empty while all is well
/// @param isVital false where some requests can be served without the part: then the gateway stays ready
public record Readiness(String part, Supplier<Optional<String>> cause, boolean isVital) {

    /// Without it no governed request is served.
    public static Readiness vital(String part, Supplier<Optional<String>> cause) {
        return new Readiness(part, cause, true);
    }

    /// Without it some governed requests are refused, each with the cause.
    public static Readiness partial(String part, Supplier<Optional<String>> cause) {
        return new Readiness(part, cause, false);
    }
}
