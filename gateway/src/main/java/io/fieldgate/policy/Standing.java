package io.fieldgate.policy;

import io.fieldgate.crypto.keys.Subject;
import java.util.Optional;
import java.util.Set;

/// What is known about the person for this exchange; looked up outside the judge.
/// @param subject empty where the policy names nobody
/// @param consents purposes with a consent in force
public record Standing(Optional<Subject> subject, Set<String> consents) {

    public static final Standing NOBODY = new Standing(Optional.empty(), Set.of());

    public Standing {
        consents = Set.copyOf(consents);
    }
}
