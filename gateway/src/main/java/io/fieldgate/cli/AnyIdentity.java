package io.fieldgate.cli;

import io.fieldgate.guard.Identity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Several identity providers as one: the provider that issued a token judges it.
final class AnyIdentity implements Identity {
    private final List<Identity> providers;

    private AnyIdentity(List<Identity> providers) {
        this.providers = providers;
    }

    static Identity of(List<Identity> providers) {
        return providers.size() == 1 ? providers.getFirst() : new AnyIdentity(List.copyOf(providers));
    }

    @Override
    public Identified identify(@Nullable String authorization, @Nullable String purpose) {
        Identified last = new Identified.Anonymous();
        for (Identity provider : providers) {
            last = provider.identify(authorization, purpose);
            boolean another = last instanceof Identified.Rejected(String rule)
                    && (rule.equals("token-issuer") || rule.equals("token-signature"));
            if (!another) {
                return last;
            }
        }
        return last;
    }
}
