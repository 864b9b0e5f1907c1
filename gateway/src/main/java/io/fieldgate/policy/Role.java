package io.fieldgate.policy;

import java.util.Map;

/// Who somebody is: organisation and claim must be in the verified credential.
/// @param own vocabulary type → name of the claim that holds the caller's own value (`rows: own`)
public record Role(String name, String org, String claim, Map<String, String> own) {
    /// The person the data is about, looking at own records.
    public static final String SUBJECT = "subject";

    /// The purpose of the subject's own rights.
    public static final String OWN_DATA = "own-data";

    public Role {
        own = Map.copyOf(own);
    }
}
