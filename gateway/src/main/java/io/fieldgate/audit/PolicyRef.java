package io.fieldgate.audit;

/// The exact policy text in force. @param version the bundle's serial @param sha base64url SHA-256 of the
/// file's bytes, 43 characters
public record PolicyRef(String id, long version, String sha) {

    /// Where no policy was reached.
    public static final PolicyRef NONE = new PolicyRef("", 0, "");

    public PolicyRef {
        if (!id.isEmpty()) {
            LeafText.declaredName("pol.id", id);
        }
        LeafText.base64urlOrNone("pol.sha", sha, 32);
        if (version < 0) {
            throw new IllegalArgumentException("A policy version is not negative.");
        }
    }
}
