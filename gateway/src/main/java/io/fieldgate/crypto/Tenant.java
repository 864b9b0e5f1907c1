package io.fieldgate.crypto;

import java.time.ZoneId;

/// An organisation whose keys are apart from everybody else's: a key domain.
///
/// @param slot 1..255, never reused
public record Tenant(String name, int slot, ZoneId zone) {}
