package io.fieldgate.audit;

/// The exact policy text in force. @param version the serial of the signed bundle it came in, 0 for a file of
/// its own @param sha base64url SHA-256 of the file's bytes, 43 characters
public record PolicyRef(String id, long version, String sha) implements LeafWriter.Part {

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

    @Override
    public void write(LeafWriter leaf) {
        if (!equals(NONE)) {
            leaf.textOrEmpty("id", id).textOrEmpty("sha", sha).number("v", version);
        }
    }
}
