package io.fieldgate.admin;

import java.util.Optional;
import java.util.function.Supplier;

/// One part that must be well for governed requests to be served.
/// @param cause one sentence an operator can act on, empty while all is well
public record Readiness(String part, Supplier<Optional<String>> cause) {}
