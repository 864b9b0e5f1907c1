package io.fieldgate.audit;

/// Who acted, from the verified credential.
/// @param id staff id from the configured claim; empty for a subject acting for himself and for nobody known
/// @param cred token id or key digest of the credential, never its subject claim; may be empty
public record Actor(String id, String org, String role, String cred) implements LeafWriter.Part {

    /// A person acting for himself. The log does not name him.
    public static final Actor SUBJECT = new Actor("", "", "subject", "");

    /// No valid credential.
    public static final Actor NOBODY = new Actor("", "", "", "");

    public Actor {
        LeafText.idOrNone("actor.id", id);
        LeafText.idOrNone("actor.org", org);
        LeafText.idOrNone("actor.role", role);
        LeafText.idOrNone("actor.cred", cred);
        if (role.equals("subject") && !id.isEmpty()) {
            throw new IllegalArgumentException("A subject acting for himself is not named in the log.");
        }
    }

    @Override
    public void write(LeafWriter leaf) {
        leaf.text("cred", cred).text("id", id).text("org", org).text("role", role);
    }
}
