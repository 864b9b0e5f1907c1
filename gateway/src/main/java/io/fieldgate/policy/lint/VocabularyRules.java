package io.fieldgate.policy.lint;

import io.fieldgate.policy.lint.ReferenceRules.Names;
import io.fieldgate.policy.register.Campaigns.CampaignBlock;
import io.fieldgate.policy.register.Invariants;
import io.fieldgate.policy.register.Lint;
import io.fieldgate.policy.register.Located;
import io.fieldgate.policy.register.PolicyDraft;
import io.fieldgate.policy.register.Register;
import io.fieldgate.policy.register.Vocabulary;
import io.fieldgate.policy.register.Vocabulary.TypeBlock;
import io.fieldgate.policy.source.Diagnostics;
import io.fieldgate.transform.derive.Ages;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The shared files: FG-REF-01 for their names, FG-PRO-01 for the profile, FG-DOM-03 for types that allow an
/// equal form over few values, FG-ACC-05 for age bands that do not show a child.
final class VocabularyRules implements Lint {
    private static final double MIN_VALUES = 1e6;

    @Override
    public List<String> rules() {
        return List.of("FG-REF-01", "FG-PRO-01", "FG-DOM-03", "FG-ACC-05");
    }

    @Override
    public void check(PolicyDraft draft, Diagnostics out) {
        Vocabulary vocabulary = draft.vocabulary();
        Names names = new Names(out);
        vocabulary.types().values().forEach(type -> type(type, vocabulary, names, out));
        vocabulary
                .words()
                .purposes()
                .values()
                .forEach(purpose ->
                        all("type", purpose.needs(), vocabulary.types().keySet(), names));
        vocabulary.words().roles().values().forEach(role -> {
            names.known("org", role.org(), vocabulary.words().orgs().keySet());
            all("type", role.ownTypes(), vocabulary.types().keySet(), names);
        });
        vocabulary
                .words()
                .events()
                .values()
                .forEach(event -> event.declaredBy()
                        .ifPresent(org -> names.known(
                                "org", org, vocabulary.words().orgs().keySet())));
        profile(vocabulary, names, out);
        draft.campaigns().byName().values().forEach(campaign -> campaign(campaign, vocabulary, names));
        draft.invariants().lines().forEach(line -> invariant(line, draft, out));
    }

    private static void type(TypeBlock type, Vocabulary vocabulary, Names names, Diagnostics out) {
        bands(type, out);
        all("form", type.allowed().as(), vocabulary.forms().keySet(), names);
        all("form", type.allowed().show(), vocabulary.forms().keySet(), names);
        all("role", type.allowed().onlyTo(), vocabulary.words().roles().keySet(), names);
        type.from().forEach(derived -> {
            names.known("type", derived.source(), vocabulary.types().keySet());
            derived.ask().ifPresent(ask -> {
                names.known("role", ask.role(), vocabulary.words().roles().keySet());
                all("type", ask.with(), vocabulary.types().keySet(), names);
            });
        });
        for (Located<String> form : type.allowed().as()) {
            boolean equal = vocabulary
                    .form(form.value())
                    .filter(found -> found.effect().isDeterministic())
                    .isPresent();
            if (equal && type.traits().values() < MIN_VALUES) {
                out.error("FG-DOM-03.few-values", form.span(), type.name().value(), form.value());
            }
        }
    }

    /// Who is a child is read from the bands the vocabulary itself names, so each of its functions must part them at
    /// fourteen, and no word may be accepted whose ages nobody knows.
    private static void bands(TypeBlock type, Diagnostics out) {
        if (!type.name().value().equals(Ages.BAND)) {
            return;
        }
        Set<String> named = new HashSet<>();
        for (Vocabulary.DerivedBlock derived : type.from()) {
            derived.function().ifPresent(function -> {
                named.addAll(Ages.bands(function));
                if (Ages.childBands(function).isEmpty()) {
                    out.error(
                            "FG-ACC-05.band", derived.use().span(), type.name().value(), Ages.OF_CONSENT);
                }
            });
        }
        if (named.isEmpty()) {
            out.error("FG-ACC-05.band", type.name().span(), type.name().value(), Ages.OF_CONSENT);
            return;
        }
        for (Located<String> check : type.checked().words()) {
            List<String> words = List.of(check.value().split(" ", -1));
            words.stream()
                    .skip(words.getFirst().equals("one-of") ? 1 : words.size())
                    .filter(word -> !named.contains(word))
                    .forEach(word -> out.error(
                            "FG-ACC-05.word", check.span(), type.name().value(), word));
        }
    }

    private static void all(String kind, List<Located<String>> words, Collection<String> accepted, Names names) {
        words.forEach(word -> names.known(kind, word, accepted));
    }

    private static void profile(Vocabulary vocabulary, Names names, Diagnostics out) {
        all("profile", vocabulary.profile(), Vocabulary.STANDARDS, names);
        Set<String> listed = new HashSet<>();
        vocabulary.profile().forEach(word -> listed.add(word.value()));
        if (!vocabulary.profile().isEmpty() && !listed.containsAll(Vocabulary.STANDARDS)) {
            out.warn(
                    "FG-PRO-01.not-strictest",
                    vocabulary.profile().getFirst().span(),
                    String.join(", ", Vocabulary.STANDARDS));
        }
    }

    private static void campaign(CampaignBlock campaign, Vocabulary vocabulary, Names names) {
        names.known("org", campaign.org(), vocabulary.words().orgs().keySet());
        all("org", campaign.authorised(), vocabulary.words().orgs().keySet(), names);
    }

    private static void invariant(Invariants.InvariantBlock line, PolicyDraft draft, Diagnostics out) {
        Vocabulary.Words words = draft.vocabulary().words();
        Map<String, Collection<String>> known = Map.of(
                "type", draft.vocabulary().types().keySet(),
                "form", draft.vocabulary().forms().keySet(),
                "role", words.roles().keySet(),
                "org", words.orgs().keySet(),
                "purpose", words.purposes().keySet(),
                "level", List.of("personal", "sensitive"),
                "app", draft.registers().stream().map(Register::app).toList());
        Names names = new Names(out);
        for (Invariants.Condition condition : line.conditions()) {
            Collection<String> accepted = known.get(condition.column());
            if (accepted != null) {
                condition
                        .words()
                        .forEach(word -> names.known(condition.column(), new Located<>(word, line.span()), accepted));
            }
        }
    }
}
