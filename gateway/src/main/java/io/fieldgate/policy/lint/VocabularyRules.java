package io.fieldgate.policy.lint;

import io.fieldgate.policy.FieldType;
import io.fieldgate.policy.lint.ReferenceRules.Names;
import io.fieldgate.policy.register.Campaigns.CampaignBlock;
import io.fieldgate.policy.register.Invariants;
import io.fieldgate.policy.register.Lint;
import io.fieldgate.policy.register.Located;
import io.fieldgate.policy.register.PolicyDraft;
import io.fieldgate.policy.register.Register;
import io.fieldgate.policy.register.Vocabulary;
import io.fieldgate.policy.register.Vocabulary.DerivedBlock;
import io.fieldgate.policy.register.Vocabulary.RoleBlock;
import io.fieldgate.policy.register.Vocabulary.TypeBlock;
import io.fieldgate.policy.source.Diagnostic.Span;
import io.fieldgate.policy.source.Diagnostics;
import io.fieldgate.transform.Meaning;
import io.fieldgate.transform.derive.Ages;
import io.fieldgate.transform.derive.Derivation;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The shared files: FG-REF-01 for their names, FG-PRO-01 for the profile, FG-DOM-03 for types that allow an
/// equal form over few values, FG-ACC-05 for age bands that do not show a child, FG-DER-01 for functions that cannot
/// read their source.
final class VocabularyRules implements Lint {
    private static final double MIN_VALUES = 1e6;

    @Override
    public List<String> rules() {
        return List.of("FG-REF-01", "FG-PRO-01", "FG-DOM-03", "FG-ACC-05", "FG-DER-01", "FG-CAR-01");
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
        sameClaim(vocabulary, out);
        twins(vocabulary, out);
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
            derived.function().ifPresent(function -> read(derived, function, vocabulary, out));
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

    private static void read(DerivedBlock derived, Derivation function, Vocabulary vocabulary, Diagnostics out) {
        Optional<TypeBlock> source = vocabulary
                .type(derived.source().value())
                .filter(type -> !type.checked().isUnread());
        if (source.isPresent() && source.get().meanings().stream().noneMatch(function::reads)) {
            List<String> readable = vocabulary.types().values().stream()
                    .filter(type -> type.meanings().stream().anyMatch(function::reads))
                    .map(type -> type.name().value())
                    .toList();
            out.error(
                    "FG-DER-01.source",
                    derived.source().span(),
                    derived.use().value(),
                    derived.source().value(),
                    readable.isEmpty() ? "-" : String.join(", ", readable));
        }
    }

    /// Who is a child is read from the bands the vocabulary itself names, so each of its functions must part them at
    /// fourteen, and no word may be accepted whose ages nobody knows.
    private static void bands(TypeBlock type, Diagnostics out) {
        if (type.meaning(Meaning.AgeBand.class).isEmpty()) {
            return;
        }
        Set<String> named = new HashSet<>();
        for (DerivedBlock derived : type.from()) {
            for (Meaning meaning : derived.function().map(Derivation::meanings).orElse(List.of())) {
                if (meaning instanceof Meaning.AgeBand band) {
                    named.addAll(band.words());
                    if (band.child().isEmpty()) {
                        unparted(type, derived.use().span(), out);
                    }
                }
            }
        }
        if (named.isEmpty()) {
            unparted(type, type.name().span(), out);
            return;
        }
        for (Located<List<Meaning>> check : type.checked().meanings()) {
            check.value().stream()
                    .flatMap(meaning -> words(meaning).stream())
                    .filter(word -> !named.contains(word))
                    .sorted()
                    .forEach(word -> out.error(
                            "FG-ACC-05.word", check.span(), type.name().value(), word));
        }
    }

    /// A caller is told by organisation and claim alone; of two roles with both alike chance would decide.
    private static void sameClaim(Vocabulary vocabulary, Diagnostics out) {
        Map<List<String>, RoleBlock> known = new HashMap<>();
        for (RoleBlock role : vocabulary.words().roles().values()) {
            RoleBlock before =
                    known.putIfAbsent(List.of(role.org().value(), role.claim().value()), role);
            if (before != null && !role.org().isUnread() && !role.claim().isUnread()) {
                out.error(
                                "FG-SYN-02.role-twice",
                                role.name().span(),
                                role.name().value(),
                                before.name().value(),
                                role.org().value(),
                                role.claim().value())
                        .other(before.name().span());
            }
        }
    }

    /// A type of level none whose values are those of a personal one lifts every duty of it.
    private static void twins(Vocabulary vocabulary, Diagnostics out) {
        Map<List<String>, TypeBlock> personal = new HashMap<>();
        vocabulary.types().values().stream()
                .filter(type -> type.traits().level() != FieldType.Level.NONE)
                .filter(type -> !type.checked().words().isEmpty())
                .forEach(type -> personal.putIfAbsent(checks(type), type));
        for (TypeBlock type : vocabulary.types().values()) {
            TypeBlock twin = personal.get(checks(type));
            if (type.traits().level() == FieldType.Level.NONE && twin != null) {
                out.warn(
                                "FG-CAR-01.twin",
                                type.checked().words().getFirst().span(),
                                type.name().value(),
                                twin.name().value())
                        .other(twin.name().span());
            }
        }
    }

    private static List<String> checks(TypeBlock type) {
        return type.checked().words().stream().map(Located::value).toList();
    }

    private static void unparted(TypeBlock type, Span at, Diagnostics out) {
        out.error("FG-ACC-05.band", at, type.name().value(), Ages.OF_CONSENT);
    }

    private static Set<String> words(Meaning meaning) {
        return switch (meaning) {
            case Meaning.Words(Set<String> words) -> words;
            case Meaning.AgeBand band -> band.words();
            case Meaning.Opaque _,
                    Meaning.Number _,
                    Meaning.Moment _,
                    Meaning.Age _,
                    Meaning.BirthDate _,
                    Meaning.Sex _,
                    Meaning.Place _,
                    Meaning.ResidentId _,
                    Meaning.Serial _ -> Set.of();
        };
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
