package io.fieldgate.enforce;

import java.time.Instant;
import java.time.LocalDate;

/// The time of one exchange, handed in: the judge has no clock.
/// @param born the earliest clock: deadlines count from it
/// @param latest the latest clock: nothing past its death by it is shown
/// @param today the local day in the policy's zone
public record DecisionTime(Instant born, Instant latest, LocalDate today) {}
