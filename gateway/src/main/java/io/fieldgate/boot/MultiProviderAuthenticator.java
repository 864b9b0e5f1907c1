package io.fieldgate.boot;

import io.fieldgate.guard.Authenticator;
import io.fieldgate.guard.JwtAuthenticator;
import io.fieldgate.outage.KeysUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Several identity providers as one: the provider that issued a token judges it.
final class MultiProviderAuthenticator implements Authenticator {
    private final Map<String, JwtAuthenticator> providers;

    /// @param providers name in `gateway.yaml` → provider
    MultiProviderAuthenticator(Map<String, JwtAuthenticator> providers) {
        this.providers = new TreeMap<>(providers);
    }

    @Override
    public Identified identify(@Nullable String authorization, @Nullable String purpose) {
        Identified last = new Identified.Anonymous();
        Optional<KeysUnavailable> away = Optional.empty();
        for (Authenticator provider : providers.values()) {
            try {
                last = provider.identify(authorization, purpose);
            } catch (KeysUnavailable cause) { // another provider may know the token; if none does, this is the answer
                away = Optional.of(cause);
                continue;
            }
            boolean another = last instanceof Identified.Rejected(String rule)
                    && (rule.equals("token-issuer") || rule.equals("token-signature"));
            if (!another) {
                return last;
            }
        }
        if (away.isPresent()) {
            throw away.get();
        }
        return last;
    }

    /// Why no token of any provider can be verified now, empty while one's can.
    Optional<String> allUnready() {
        return isServing() ? Optional.empty() : said(JwtAuthenticator::unready);
    }

    /// Which providers' tokens cannot be verified now, and why, while another's can.
    Optional<String> someUnready() {
        return isServing() ? said(JwtAuthenticator::unready) : Optional.empty();
    }

    private boolean isServing() {
        return providers.values().stream()
                .anyMatch(provider -> provider.unready().isEmpty());
    }

    /// Which providers' keys could not be read the last time, and why.
    Optional<String> complaint() {
        return said(JwtAuthenticator::complaint);
    }

    private Optional<String> said(Function<JwtAuthenticator, Optional<String>> what) {
        List<String> sentences = new ArrayList<>();
        providers.forEach(
                (name, provider) -> what.apply(provider).ifPresent(why -> sentences.add("`" + name + "`: " + why)));
        return sentences.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", sentences));
    }
}
