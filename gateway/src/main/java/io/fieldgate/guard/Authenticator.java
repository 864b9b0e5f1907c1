package io.fieldgate.guard;

import io.fieldgate.policy.Caller;
import org.jspecify.annotations.Nullable;

/// Turns a bearer token into a [Caller], or says why not. Keys, issuers, audience and claim names come from
/// configuration.
/// Errors: `KeysUnavailable` where the issuer's keys cannot be had. Thread rule: safe for many threads; may block
/// on a JWKS fetch.
public interface Authenticator {

    sealed interface Identified {
        record Known(Caller caller) implements Identified {}

        /// No credential came.
        record Anonymous() implements Identified {}

        /// The credential does not hold: 401.
        /// @param rule `token-malformed`, `token-expired`, `token-signature`, `token-issuer`, `token-audience`,
        /// `token-claims`
        record Rejected(String rule) implements Identified {}

        /// The credential holds, the chosen purpose is not among those it allows (or none was chosen out of
        /// several): 403.
        record PurposeNotAllowed() implements Identified {}
    }

    /// @param authorization the `Authorization` header
    /// @param purpose the `Fieldgate-Purpose` header
    Identified identify(@Nullable String authorization, @Nullable String purpose);
}
