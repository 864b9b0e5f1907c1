package io.fieldgate.enforce;

/// What is wrong with one place of a request: where, which rule, which line of the policy. Never a value.
/// @param at declared place with indices, harmless name, or position and shape
/// @param rule `undeclared`, `refused`, `required`, `two-places`, `wrong-kind`, `token-not-accepted` or a rule
/// of the type's check
/// @param line line in the policy file, 0 where no line mentions the place
public record Fault(String at, String rule, int line) {}
