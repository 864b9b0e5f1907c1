package io.fieldgate.policy;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;

/// A purpose as one register uses it.
/// @param basis one of `consent contract legal-duty public-health-emergency public-supervision already-public
/// other-law`
public record PurposeRule(String name, String basis, Optional<String> order, Optional<Consent> consent) {

    /// Withdrawing it erases the fields that rest on it alone.
    public record Consent(String notice, boolean separate) {}

    /// Whether what serves these purposes is there by consent alone.
    /// @param consent whether the purpose of that name rests on consent
    public static boolean consentOnly(Collection<String> purposes, Predicate<String> consent) {
        return !purposes.isEmpty() && purposes.stream().allMatch(consent);
    }

    public boolean restsOnConsent() {
        return basis.equals("consent");
    }
}
