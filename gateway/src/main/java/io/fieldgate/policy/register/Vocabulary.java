package io.fieldgate.policy.register;

import io.fieldgate.policy.AppLimits;
import io.fieldgate.policy.FieldType;
import io.fieldgate.policy.source.Diagnostic.Span;
import io.fieldgate.transform.Meaning;
import io.fieldgate.transform.check.Check;
import io.fieldgate.transform.derive.Derivation;
import io.fieldgate.transform.form.Form;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The shared words of all registers, bound: ceilings and allowed lists, never defaults. Maps keep the file's order.
public record Vocabulary(
        String file,
        ZoneId zone,
        List<Located<String>> profile,
        Ceilings ceilings,
        AppLimits.Scale scale,
        Map<String, TypeBlock> types,
        Map<String, FormBlock> forms,
        Words words) {

    /// The standards a type can be sensitive in; a profile that lists all is the strictest.
    public static final List<String> STANDARDS = List.of("gbt35273-2020", "gbt45574-2025", "gdpr-art9");

    public Vocabulary {
        profile = List.copyOf(profile);
        types = new LinkedHashMap<>(types);
        forms = new LinkedHashMap<>(forms);
    }

    /// The most any app may allow.
    /// @param atMost people per day and caller
    /// @param written where the vocabulary says so; empty where it is silent
    public record Ceilings(int atMost, AppLimits.Rate perClient, Optional<Span> written) {

        /// Where a vocabulary is silent.
        public static final Ceilings UNSAID =
                new Ceilings(5_000, new AppLimits.Rate(100, Duration.ofMinutes(1)), Optional.empty());
    }

    public record Words(
            Map<String, PurposeWord> purposes,
            Map<String, RoleBlock> roles,
            Map<String, EventBlock> events,
            Map<String, Span> orgs,
            Map<String, Span> scopes,
            Map<String, Span> reasons) {
        public Words {
            purposes = new LinkedHashMap<>(purposes);
            roles = new LinkedHashMap<>(roles);
            events = new LinkedHashMap<>(events);
            orgs = new LinkedHashMap<>(orgs);
            scopes = new LinkedHashMap<>(scopes);
            reasons = new LinkedHashMap<>(reasons);
        }
    }

    public record TypeBlock(
            Located<String> name, FieldType.Traits traits, Checked checked, Allowed allowed, List<DerivedBlock> from) {
        public TypeBlock {
            from = List.copyOf(from);
        }

        public Optional<DerivedBlock> from(String source) {
            return from.stream()
                    .filter(block -> block.source().value().equals(source))
                    .findFirst();
        }

        /// What its values say, by its checks and its functions.
        public List<Meaning> meanings() {
            return Stream.concat(
                            checked.checks().stream().map(Check::meanings),
                            from.stream()
                                    .flatMap(block -> block.function().stream())
                                    .map(Derivation::meanings))
                    .flatMap(List::stream)
                    .distinct()
                    .toList();
        }

        /// As [Meaning.ResidentId] or another, where its values say that.
        public <M extends Meaning> Optional<M> meaning(Class<M> kind) {
            return meanings().stream().filter(kind::isInstance).map(kind::cast).findFirst();
        }

        /// The most code points of its texts; 0 where none is longer than a short text.
        public int maxText() {
            return checked.checks().stream()
                    .mapToInt(check -> check.maxCodePoints().orElse(0))
                    .max()
                    .orElse(0);
        }

        /// A name that is drawn by chance, so that nobody can count through it.
        public boolean isDrawn() {
            return meaning(Meaning.Opaque.class).isPresent() && maxText() == 0;
        }

        public boolean allows(String form) {
            return allowed.as().stream().anyMatch(word -> word.value().equals(form));
        }

        public boolean shows(String form) {
            return allowed.show().stream().anyMatch(word -> word.value().equals(form));
        }
    }

    /// @param words the `check:` list as written
    public record Checked(List<Located<String>> words, List<Check> checks) {
        public Checked {
            words = List.copyOf(words);
            checks = List.copyOf(checks);
        }

        /// One of the lines is no check; that has its own finding.
        public boolean isUnread() {
            return words.size() != checks.size();
        }

        /// What each line says, at its place.
        public List<Located<List<Meaning>>> meanings() {
            return isUnread()
                    ? List.of()
                    : IntStream.range(0, words.size())
                            .mapToObj(i -> new Located<>(
                                    checks.get(i).meanings(), words.get(i).span()))
                            .toList();
        }
    }

    public record Allowed(
            List<Located<String>> as,
            List<Located<String>> show,
            List<Located<String>> onlyTo,
            Optional<Located<Duration>> keepAtMost) {
        public Allowed {
            as = List.copyOf(as);
            show = List.copyOf(show);
            onlyTo = List.copyOf(onlyTo);
        }
    }

    public record DerivedBlock(
            Located<String> source, Located<String> use, Optional<Derivation> function, Optional<AskBlock> ask) {}

    public record AskBlock(Located<String> role, List<Located<String>> with, List<String> answers) {
        public AskBlock {
            with = List.copyOf(with);
            answers = List.copyOf(answers);
        }
    }

    public record FormBlock(Located<String> name, Form form) {}

    /// @param kind `public`, `commercial` or `rights`
    public record PurposeWord(Located<String> name, String kind, List<Located<String>> needs) {
        public PurposeWord {
            needs = List.copyOf(needs);
        }
    }

    /// @param own type → claim
    public record RoleBlock(
            Located<String> name,
            Located<String> org,
            Located<String> claim,
            Map<String, String> own,
            List<Located<String>> ownTypes) {
        public RoleBlock {
            own = Map.copyOf(own);
            ownTypes = List.copyOf(ownTypes);
        }
    }

    public record EventBlock(Located<String> name, Optional<Located<String>> declaredBy, int persons) {}

    public Optional<TypeBlock> type(String name) {
        return Optional.ofNullable(types.get(name));
    }

    public Optional<Form> form(String name) {
        return Optional.ofNullable(forms.get(name)).map(FormBlock::form);
    }

    public Optional<RoleBlock> role(String name) {
        return Optional.ofNullable(words.roles().get(name));
    }
}
