package io.fieldgate.enforce;

import io.fieldgate.crypto.OpenResult;
import io.fieldgate.crypto.Plaintext;
import io.fieldgate.crypto.Token;
import io.fieldgate.document.Cell;
import io.fieldgate.document.Value;
import io.fieldgate.policy.FieldRule;
import io.fieldgate.transform.form.PlaintextCodec;
import java.util.Optional;

/// Opens the sealed values of one answer. What lies beyond its deadline is not asked for. For one exchange.
final class TokenReading {
    private final DecisionRequest request;

    /// What reading one stored value came to.
    sealed interface Read {
        /// @param deathMinute of the token it came out of, 0 for a readable value
        record Shown(Value value, int deathMinute) implements Read {}

        record Gone() implements Read {}

        record Withheld() implements Read {}

        record Bad() implements Read {}
    }

    TokenReading(DecisionRequest request) {
        this.request = request;
    }

    /// @param cell a token as text; anything else is withheld
    Read open(FieldRule field, Cell cell) {
        if (!(cell.value() instanceof Value.Text(String text))) {
            return new Read.Withheld();
        }
        Optional<Token> token = request.keys().domain().sealer().parse(text);
        if (token.isEmpty()) {
            return new Read.Bad();
        }
        if (token.get().deathMinute() * 60L <= request.time().latest().getEpochSecond()) {
            return new Read.Gone();
        }
        return switch (request.keys()
                .domain()
                .sealer()
                .open(token.get(), request.policy().name(), field.name())) {
            case OpenResult.Value(Plaintext plaintext) ->
                new Read.Shown(PlaintextCodec.decode(plaintext), token.get().deathMinute());
            case OpenResult.Gone(OpenResult.Why _) -> new Read.Gone();
            case OpenResult.Invalid() -> new Read.Bad();
        };
    }
}
