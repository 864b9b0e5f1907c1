package io.fieldgate.enforce;

import io.fieldgate.crypto.SealTarget;
import io.fieldgate.document.Value;
import io.fieldgate.policy.AppKeys;
import io.fieldgate.policy.Caller;
import io.fieldgate.policy.FieldRule;
import io.fieldgate.policy.RevealRule.OwnRows;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.Regions;
import io.fieldgate.transform.form.Effect;
import io.fieldgate.transform.form.Form;
import io.fieldgate.transform.form.FormContext;
import io.fieldgate.transform.form.PlaintextCodec;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `rows:` of a view, for one caller: which records exist for him, by one entry and his own claim. Places nest;
/// anything else is compared as text, by its pseudonym where the app holds no more.
/// Errors: what cannot be compared on either side hides the record, under `own` and `not-own` alike.
final class RowFilter {

    /// Whose a value is.
    enum Whose {
        OWN,
        ANOTHERS,
        UNKNOWN
    }

    private final OwnRows rows;
    private final FieldRule field;
    private final LocalDate today;
    private final @Nullable String own;

    private RowFilter(OwnRows rows, FieldRule field, LocalDate today, @Nullable String own) {
        this.rows = rows;
        this.field = field;
        this.today = today;
        this.own = own;
    }

    static RowFilter of(OwnRows rows, DecisionRequest request, Caller caller) {
        FieldRule field = (FieldRule) request.policy().entry(rows.slot());
        LocalDate today = request.time().today();
        String claim = caller.claims().get(rows.claim());
        boolean nests = rows.kind() == OwnRows.Kind.OWN_REGION;
        return new RowFilter(
                rows, field, today, claim == null || nests ? claim : spelled(claim, field, request, today));
    }

    /// The claim as the app would hold it; null where it is no value of the type.
    private static @Nullable String spelled(String claim, FieldRule field, DecisionRequest request, LocalDate today) {
        Optional<Form> form = field.stored().form();
        Effect effect = form.map(Form::effect).orElse(Effect.PLAIN);
        Optional<String> normal = field.type().normalText(claim, today);
        return switch (effect) {
            case PLAIN, NORMALISE -> normal.orElse(null);
            case GENERALISE -> made(form.orElseThrow(), normal.orElse(claim)).orElse(claim);
            case SEAL, TOKEN ->
                form.orElseThrow()
                        .unsealed()
                        .map(held -> made(held, normal.orElse(claim)).orElse(claim))
                        .or(() -> normal)
                        .orElse(null);
            case PSEUDONYM ->
                normal.map(text -> pseudonym(text, form.orElseThrow(), field, request, today))
                        .orElse(null);
            case DISCARD, MASK -> null;
        };
    }

    private static Optional<String> made(Form form, String text) {
        return form.applyWithoutKey(new Value.Text(text)) instanceof Outcome.Fit(Value value)
                ? Optional.of(PlaintextCodec.spelling(value))
                : Optional.empty();
    }

    private static @Nullable String pseudonym(
            String text, Form form, FieldRule field, DecisionRequest request, LocalDate today) {
        AppKeys keys = request.keys();
        SealTarget to = new SealTarget(
                request.policy().name(),
                field.name(),
                request.policy().unkeptMinute(request.time().latest()), // nothing is sealed
                keys.scope(),
                keys.endClass(field.slot()),
                keys.erasureClass(field.slot()));
        FormContext context = new FormContext(
                keys.domain().sealer(),
                keys.domain().subjects(),
                to,
                null,
                field.type().name(),
                today);
        return form.apply(new Value.Text(text), context) instanceof Outcome.Fit(Value.Text(String made)) ? made : null;
    }

    /// @param value as the app holds it, or what its token was opened to
    Whose whose(Value value) {
        return switch (value) {
            case Value.Text text -> compared(text, text.text());
            case Value.Number _, Value.Bool _ -> compared(value, PlaintextCodec.spelling(value));
            case Value.Null _, Value.Sequence _, Value.Mapping _, Value.Blob _ -> Whose.UNKNOWN;
        };
    }

    private Whose compared(Value value, String text) {
        if (own == null) {
            return Whose.UNKNOWN;
        }
        if (rows.kind() == OwnRows.Kind.OWN_REGION) {
            return Regions.isUnder(text, own) ? Whose.OWN : Whose.ANOTHERS;
        }
        boolean whole =
                !field.isSealed() && field.stored().form().map(Form::isPlain).orElse(true);
        String spelling = text;
        if (whole) { // the app may spell its own values otherwise
            if (!(field.type().check(value, today) instanceof Outcome.Fit(Value fit))) {
                return Whose.UNKNOWN;
            }
            spelling = PlaintextCodec.spelling(fit);
        }
        return spelling.equals(own) ? Whose.OWN : Whose.ANOTHERS;
    }

    /// @param values whose each of the record's values is
    boolean exists(List<Whose> values) {
        return switch (rows.kind()) {
            case OWN_REGION, OWN -> values.contains(Whose.OWN);
            case NOT_OWN -> !values.isEmpty() && values.stream().allMatch(whose -> whose == Whose.ANOTHERS);
        };
    }
}
