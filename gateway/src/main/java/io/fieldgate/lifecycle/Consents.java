package io.fieldgate.lifecycle;

import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.policy.AppKeys;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.Caller;
import java.util.Set;

/// Consent given and withdrawn by the person, with leaf and effect before it returns.
public final class Consents {

    public Set<String> inForce(AppPolicy app, SubjectRef person) {
        throw new IllegalStateException("not built");
    }

    /// @param trace id of the exchange, for the leaf
    /// @return the consent's random id
    public String give(AppPolicy app, AppKeys keys, Caller caller, String purpose, String trace) {
        throw new IllegalStateException("not built");
    }

    /// Ends the purpose at once: fields without another purpose die; readable ones by the app's `erases` route.
    public void withdraw(AppPolicy app, AppKeys keys, Caller caller, String purpose, String trace) {
        throw new IllegalStateException("not built");
    }
}
