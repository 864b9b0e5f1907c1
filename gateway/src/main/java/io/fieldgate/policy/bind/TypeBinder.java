package io.fieldgate.policy.bind;

import io.fieldgate.policy.FieldType;
import io.fieldgate.policy.FieldType.Identifies;
import io.fieldgate.policy.FieldType.Level;
import io.fieldgate.policy.bind.PolicyKeys.Block;
import io.fieldgate.policy.register.Located;
import io.fieldgate.policy.register.Vocabulary;
import io.fieldgate.policy.register.Vocabulary.Allowed;
import io.fieldgate.policy.register.Vocabulary.AskBlock;
import io.fieldgate.policy.register.Vocabulary.Checked;
import io.fieldgate.policy.register.Vocabulary.DerivedBlock;
import io.fieldgate.policy.register.Vocabulary.TypeBlock;
import io.fieldgate.policy.source.Diagnostics;
import io.fieldgate.policy.source.NearMatch;
import io.fieldgate.policy.source.Node;
import io.fieldgate.transform.BadOption;
import io.fieldgate.transform.check.Check;
import io.fieldgate.transform.check.Checks;
import io.fieldgate.transform.derive.Derivation;
import io.fieldgate.transform.derive.Derivations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// Binds one type of the vocabulary: its checks, its ceilings, the functions it may come from.
final class TypeBinder {
    private static final List<String> LEVELS = List.of("none", "personal", "sensitive");
    private static final List<String> PERSONAL_KEYS =
            List.of("title", "category", "weight", "identifies", "values", "as", "show", "keep-at-most");

    private static final List<String> ASK_KEYS = List.of("role", "with", "answers");
    private static final String NONE = "none";

    private final List<Located<String>> profile;
    private final Diagnostics out;

    TypeBinder(List<Located<String>> profile, Diagnostics out) {
        this.profile = profile;
        this.out = out;
    }

    TypeBlock bind(Located<String> name, BlockReader block) {
        Level level = level(block);
        Set<String> idle = idle(block);
        idle.stream()
                .filter(block::has)
                .forEach(key -> out.error("FG-SYN-08.none-with", block.spanOf(key), key, name.value()));
        if (level != Level.NONE) {
            for (String key : PERSONAL_KEYS) {
                if (!idle.contains(key) && !block.has(key)) {
                    BlockReader.missing(out, name.span(), Block.TYPE, key);
                }
            }
        }
        if (!block.has("check") && !block.has("from")) {
            out.error("FG-SYN-08.no-check", name.span(), name.value());
        }
        FieldType.Traits traits = new FieldType.Traits(
                block.optionalText("title").map(Located::value).orElse(name.value()),
                block.optionalText("category").map(Located::value).orElse(""),
                level,
                block.optionalWord("weight").map(Located::value).orElse("other"),
                identifies(block),
                values(block));
        Allowed allowed = new Allowed(
                forms(block, "as"), forms(block, "show"), block.names("only-to"), block.period("keep-at-most"));
        return new TypeBlock(name, traits, checks(block), allowed, from(block));
    }

    /// The forms of a list, weakest first; `none` stands for no form at all.
    private static List<Located<String>> forms(BlockReader block, String key) {
        return isNone(block.value(key)) ? List.of() : block.names(key);
    }

    /// Keys that say nothing: no app may receive the type, or nobody may see it.
    private static Set<String> idle(BlockReader block) {
        if (isNone(block.value("as"))) {
            return Set.of("show", "only-to", "keep-at-most");
        }
        return isNone(block.value("show")) ? Set.of("only-to") : Set.of();
    }

    private static boolean isNone(Optional<Node> value) {
        return value.isPresent()
                && value.get() instanceof Node.Scalar word
                && word.text().equals(NONE);
    }

    private Level level(BlockReader block) {
        Optional<Node> value = block.value("level");
        if (value.isPresent() && value.get() instanceof Node.Mapping) {
            Optional<BlockReader> standards = block.block("level", Block.LEVEL);
            List<Located<String>> sensitiveIn =
                    standards.map(found -> found.names("sensitive-in")).orElse(List.of());
            sensitiveIn.stream()
                    .filter(standard -> !Vocabulary.STANDARDS.contains(standard.value()))
                    .forEach(standard -> out.error(
                                    "FG-REF-01.profile",
                                    standard.span(),
                                    standard.value(),
                                    String.join(", ", Vocabulary.STANDARDS))
                            .fix(NearMatch.of(standard.value(), Vocabulary.STANDARDS)));
            boolean sensitive = sensitiveIn.stream()
                    .anyMatch(standard ->
                            profile.stream().anyMatch(listed -> listed.value().equals(standard.value())));
            return sensitive ? Level.SENSITIVE : Level.PERSONAL;
        }
        Located<String> word = block.wordOf(block.text("level"), "level", LEVELS);
        return switch (word.value()) {
            case "none" -> Level.NONE;
            case "personal" -> Level.PERSONAL;
            default -> Level.SENSITIVE;
        };
    }

    private static Identifies identifies(BlockReader block) {
        return switch (block.optionalWord("identifies").map(Located::value).orElse("no")) {
            case "alone" -> Identifies.ALONE;
            case "contact" -> Identifies.CONTACT;
            default -> Identifies.NO;
        };
    }

    private static double values(BlockReader block) {
        return block.parsed("values", TypeBinder::boxed, "FG-SYN-06.number")
                .map(Located::value)
                .orElse(0.0);
    }

    private static Optional<Double> boxed(String text) {
        OptionalDouble number = Scalars.number(text);
        return number.isPresent() && number.getAsDouble() >= 1 ? Optional.of(number.getAsDouble()) : Optional.empty();
    }

    private Checked checks(BlockReader block) {
        List<Located<String>> words = block.texts("check");
        List<Check> checks = new ArrayList<>();
        for (Located<String> written : words) {
            check(written).ifPresent(checks::add);
        }
        return new Checked(words, checks);
    }

    private Optional<Check> check(Located<String> written) {
        List<String> words = Scalars.words(written.value());
        String name = words.isEmpty() ? "" : words.getFirst();
        Optional<Check.Kind> kind = Checks.STANDARD.stream()
                .filter(known -> known.name().equals(name))
                .findFirst();
        if (kind.isEmpty()) {
            List<String> names = Checks.STANDARD.stream().map(Check.Kind::name).toList();
            out.error("FG-REF-01.check", written.span(), BlockReader.shown(name), String.join(", ", names))
                    .fix(NearMatch.of(name, names));
            return Optional.empty();
        }
        try {
            return Optional.of(kind.get().bind(words.subList(1, words.size())));
        } catch (BadOption wrong) { // its message holds rules and units only
            out.error(
                    "FG-SYN-06.option",
                    written.span(),
                    name,
                    String.valueOf(wrong.getMessage()),
                    kind.get().example());
            return Optional.empty();
        }
    }

    private List<DerivedBlock> from(BlockReader block) {
        List<DerivedBlock> sources = new ArrayList<>();
        for (Node.Member member : block.members("from")) {
            Located<String> source = block.nameOf(member.key(), "from");
            Optional<BlockReader> derived = block.blockOf(
                    member.value(), Block.DERIVED, member.key().span(), source.value(), options(member.value()));
            if (!source.isUnread() && derived.isPresent()) {
                derived(source, member.value(), derived.get()).ifPresent(sources::add);
            }
        }
        return sources;
    }

    private static Set<String> options(Node value) {
        return function(value).map(kind -> Set.copyOf(kind.options())).orElse(Set.of());
    }

    private static Optional<Derivation.Kind> function(Node value) {
        Optional<String> use = value instanceof Node.Mapping mapping
                ? mapping.member("use")
                        .map(Node.Member::value)
                        .filter(Node.Scalar.class::isInstance)
                        .map(node -> ((Node.Scalar) node).text())
                : Optional.empty();
        return use.flatMap(name -> Derivations.STANDARD.stream()
                .filter(kind -> kind.name().equals(name))
                .findFirst());
    }

    private Optional<DerivedBlock> derived(Located<String> source, Node value, BlockReader block) {
        Located<String> use = block.name("use");
        boolean asks = use.value().equals("ask");
        for (String key : ASK_KEYS) {
            if (!asks && !use.isUnread() && block.has(key)) {
                out.error("FG-SYN-08.ask-alone", block.spanOf(key), key);
            } else if (asks && !key.equals("with") && !block.has(key)) {
                BlockReader.missing(out, source.span(), Block.DERIVED, key);
            }
        }
        if (asks) {
            AskBlock ask = new AskBlock(
                    block.name("role"),
                    block.names("with"),
                    block.texts("answers").stream().map(Located::value).toList());
            return Optional.of(new DerivedBlock(source, use, Optional.empty(), Optional.of(ask)));
        }
        Optional<Derivation.Kind> kind = function(value);
        if (kind.isEmpty()) {
            List<String> names = new ArrayList<>(
                    Derivations.STANDARD.stream().map(Derivation.Kind::name).toList());
            names.add("ask");
            block.wordOf(use, "use", names);
            return Optional.empty();
        }
        try {
            Derivation bound =
                    kind.get().bind(FormBinder.optionsOf(value, kind.get().options()));
            return Optional.of(new DerivedBlock(source, use, Optional.of(bound), Optional.empty()));
        } catch (BadOption wrong) { // its message holds rules and units only
            out.error(
                    "FG-SYN-06.option",
                    use.span(),
                    use.value(),
                    String.valueOf(wrong.getMessage()),
                    kind.get().example());
            return Optional.empty();
        }
    }
}
