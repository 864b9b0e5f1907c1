package io.fieldgate.policy;

import java.util.Optional;

/// A purpose as one register uses it.
/// @param basis one of `consent contract legal-duty public-health-emergency public-supervision already-public
/// other-law`
public record PurposeRule(String name, String basis, Optional<String> order, Optional<Consent> consent) {

    /// Withdrawing it erases the fields that rest on it alone.
    public record Consent(String notice, boolean separate) {}

    public boolean restsOnConsent() {
        return basis.equals("consent");
    }
}
