package io.fieldgate.policy.lint;

import io.fieldgate.policy.bind.Scalars;
import io.fieldgate.policy.register.Located;
import io.fieldgate.policy.register.Register.FieldBlock;
import io.fieldgate.policy.register.Register.PurposeBlock;
import io.fieldgate.policy.register.Register.WhyLine;
import io.fieldgate.policy.register.Vocabulary.PurposeWord;
import io.fieldgate.policy.register.Vocabulary.TypeBlock;
import io.fieldgate.policy.source.Diagnostics;
import io.fieldgate.policy.source.NearMatch;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Group MIN: only what a purpose needs, in no finer form than it needs.
final class MinimizationRules implements RegisterLint {
    private static final int MIN_REASON = 8; // characters
    private static final int MIN_HAN_REASON = 4;

    @Override
    public List<String> rules() {
        return List.of(
                "FG-MIN-01",
                "FG-MIN-02",
                "FG-MIN-03",
                "FG-MIN-04",
                "FG-MIN-05",
                "FG-MIN-07",
                "FG-MIN-09",
                "FG-MIN-11",
                "FG-MIN-12");
    }

    @Override
    public void check(Facts facts, Diagnostics out) {
        for (FieldBlock field : facts.fields()) {
            reasons(field, facts, out);
            form(field, facts, out);
            shown(field, facts, out);
            consent(field, facts, out);
            doubled(field, facts, out);
            necessary(field, facts, out);
        }
        for (PurposeBlock purpose : facts.register().duties().purposes()) {
            served(purpose, facts, out);
            identified(purpose, facts, out);
        }
    }

    private static void reasons(FieldBlock field, Facts facts, Diagnostics out) {
        for (WhyLine why : field.why()) {
            if (isFiller(why.text().value(), field)) {
                out.error(
                        "FG-MIN-01.filler",
                        why.text().span(),
                        field.name().value(),
                        why.purpose().value(),
                        MIN_REASON,
                        MIN_HAN_REASON);
            }
            boolean declared = facts.register().purpose(why.purpose().value()).isPresent();
            if (!declared) {
                List<String> purposes = facts.register().duties().purposes().stream()
                        .map(purpose -> purpose.name().value())
                        .toList();
                out.error(
                                "FG-MIN-02.undeclared",
                                why.purpose().span(),
                                why.purpose().value(),
                                String.join(", ", purposes))
                        .fix(NearMatch.of(why.purpose().value(), purposes));
            }
        }
    }

    private static boolean isFiller(String reason, FieldBlock field) {
        String text = reason.strip().toLowerCase(Locale.ROOT);
        return Scalars.isFiller(reason, MIN_REASON, MIN_HAN_REASON)
                || text.equals(field.name().value().toLowerCase(Locale.ROOT))
                || text.equals(field.type().value());
    }

    private static void form(FieldBlock field, Facts facts, Diagnostics out) {
        Optional<TypeBlock> type = facts.type(field);
        if (type.isEmpty()) {
            return;
        }
        field.life()
                .as()
                .filter(form -> facts.vocabulary().form(form.value()).isPresent()
                        && !type.get().allows(form.value()))
                .ifPresent(form -> out.error(
                                "FG-MIN-04.form",
                                form.span(),
                                form.value(),
                                type.get().name().value(),
                                words(type.get().allowed().as()))
                        .other(type.get().name().span()));
        if (field.isByApp() && type.get().allowed().show().isEmpty()) {
            out.error(
                    "FG-MIN-04.no-form", field.type().span(), type.get().name().value());
        }
    }

    private static String words(List<Located<String>> words) {
        return words.isEmpty()
                ? "–"
                : String.join(", ", words.stream().map(Located::value).toList());
    }

    private static void shown(FieldBlock field, Facts facts, Diagnostics out) {
        boolean rows = facts.register().reveal().stream()
                .anyMatch(view -> view.cap()
                        .rows()
                        .filter(line -> line.entry().value().equals(field.name().value()))
                        .isPresent());
        if (facts.isSealed(field) && facts.viewsOf(field).isEmpty() && !rows) {
            boolean somebody = facts.register().identity().subject().isPresent();
            out.warn(
                    somebody ? "FG-MIN-05.unseen" : "FG-MIN-05.nobody",
                    field.name().span(),
                    field.name().value());
        }
    }

    private static void consent(FieldBlock field, Facts facts, Diagnostics out) {
        if (!field.optional() && facts.isSensitive(field) && facts.restsOnConsentOnly(field)) {
            boolean subject = facts.isSubject(field.name().value()); // without it nobody's record can be told
            out.warn(
                    subject ? "FG-MIN-09.subject" : "FG-MIN-09.required",
                    field.name().span(),
                    field.name().value());
        }
    }

    private static void doubled(FieldBlock field, Facts facts, Diagnostics out) {
        field.placing()
                .from()
                .flatMap(from -> facts.register().field(from.value()))
                .filter(source -> facts.form(source)
                                .filter(form -> form.isPlain())
                                .isPresent()
                        && facts.form(field).filter(form -> form.isPlain()).isPresent())
                .ifPresent(source -> out.warn(
                                "FG-MIN-11.raw-and-derived",
                                field.name().span(),
                                field.name().value(),
                                source.name().value())
                        .other(source.name().span()));
    }

    private static void necessary(FieldBlock field, Facts facts, Diagnostics out) {
        for (WhyLine why : field.why()) {
            PurposeWord word =
                    facts.vocabulary().words().purposes().get(why.purpose().value());
            if (word == null || facts.type(field).isEmpty()) {
                continue; // unknown names have their own finding
            }
            if (word.needs().stream()
                    .noneMatch(type -> type.value().equals(field.type().value()))) {
                out.error(
                                "FG-MIN-12.not-needed",
                                why.purpose().span(),
                                field.type().value(),
                                why.purpose().value(),
                                words(word.needs()))
                        .other(word.name().span());
            }
        }
    }

    private static void served(PurposeBlock purpose, Facts facts, Diagnostics out) {
        if (facts.fields().stream()
                .noneMatch(field -> facts.serves(field, purpose.name().value()))) {
            boolean only = facts.register().duties().purposes().size() == 1;
            out.warn(
                    only ? "FG-MIN-03.only" : "FG-MIN-03.unserved",
                    purpose.name().span(),
                    purpose.name().value());
        }
    }

    private static void identified(PurposeBlock purpose, Facts facts, Diagnostics out) {
        List<FieldBlock> alone = facts.fields().stream()
                .filter(field -> facts.serves(field, purpose.name().value())
                        && facts.identifiesAlone(field)
                        && !facts.isEphemeral(field))
                .toList();
        if (alone.size() > 1) {
            out.warn(
                            "FG-MIN-07.two-identifiers",
                            alone.get(1).name().span(),
                            alone.getFirst().name().value(),
                            alone.get(1).name().value(),
                            purpose.name().value())
                    .other(alone.getFirst().name().span());
        }
    }
}
