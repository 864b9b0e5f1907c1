package io.fieldgate.policy.bind;

import io.fieldgate.document.FieldPath;
import io.fieldgate.policy.AppLimits;
import io.fieldgate.policy.bind.PolicyKeys.Block;
import io.fieldgate.policy.register.Located;
import io.fieldgate.policy.source.Diagnostic.Span;
import io.fieldgate.policy.source.Diagnostics;
import io.fieldgate.policy.source.NearMatch;
import io.fieldgate.policy.source.Node;
import io.fieldgate.policy.source.TextRules;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Reads one block by [PolicyKeys]: refuses unknown, unenforced and missing keys at once, then gives typed
/// values, each with its place.
final class BlockReader {
    private static final int MAX_SHOWN = 40; // characters of a word repeated in a message

    /// What an app without personal data would leave out.
    private static final Set<String> WITHOUT_DATA = Set.of("fields", "purposes");

    private final Node.Mapping node;
    private final Block block;
    private final Span heading;
    private final Diagnostics out;

    /// @param heading the key this block stands under, for what is missing
    /// @param more keys accepted beside those of the table, such as the options of a form
    BlockReader(Node.Mapping node, Block block, Span heading, Diagnostics out, Collection<String> more) {
        this.node = node;
        this.block = block;
        this.heading = heading;
        this.out = out;
        judgeKeys(more);
    }

    BlockReader(Node.Mapping node, Block block, Span heading, Diagnostics out) {
        this(node, block, heading, out, Set.of());
    }

    private void judgeKeys(Collection<String> more) {
        Set<String> present = new HashSet<>();
        for (Node.Member member : node.members()) {
            String name = member.key().text();
            Optional<PolicyKeys.Key> key = PolicyKeys.find(block, name);
            if (key.isEmpty() && !more.contains(name)) {
                unknown(member, more);
            } else if (key.isPresent() && !key.get().isEnforced()) {
                out.error(later(name), member.key().span(), name, PolicyKeys.THIS_VERSION, PolicyKeys.NEXT_VERSION);
            } else {
                present.add(name);
            }
        }
        for (PolicyKeys.Key key : PolicyKeys.of(block)) {
            if (key.need() == PolicyKeys.Need.REQUIRED && !present.contains(key.name())) {
                missing(out, heading, key);
            }
        }
    }

    /// What a key of a later version asks to take away until then: never the key alone where it is a safeguard.
    private String later(String key) {
        if (block == Block.REVEAL) {
            return "FG-SYN-09.view";
        }
        if (block == Block.FIELD && !key.equals("null")) { // that is no safeguard
            return "FG-SYN-09.field";
        }
        return block == Block.ROUTE && key.equals("only") ? "FG-SYN-09.route" : "FG-SYN-09.key";
    }

    /// Says that a key is missing under `heading`, with an example of its line.
    static void missing(Diagnostics out, Span heading, PolicyKeys.Key key) {
        if (key.block() == Block.REGISTER && WITHOUT_DATA.contains(key.name())) {
            out.error("FG-SYN-08.no-data", heading, key.name());
        } else if (key.example().isEmpty()) {
            out.error("FG-SYN-08.missing-block", heading, key.name());
        } else {
            out.error("FG-SYN-08.missing", heading, key.name(), key.example());
        }
    }

    static void missing(Diagnostics out, Span heading, Block block, String key) {
        missing(out, heading, PolicyKeys.find(block, key).orElseThrow());
    }

    private void unknown(Node.Member member, Collection<String> more) {
        String name = member.key().text();
        if (isTorn(member)) {
            out.error("FG-SYN-04.comma", member.key().span());
            return;
        }
        List<String> accepted = new ArrayList<>(PolicyKeys.of(block).stream()
                .filter(PolicyKeys.Key::isEnforced)
                .map(PolicyKeys.Key::name)
                .toList());
        accepted.addAll(more);
        out.error("FG-SYN-04.key", member.key().span(), shown(name), block.path(), String.join(", ", accepted))
                .fix(NearMatch.of(name, accepted));
    }

    /// Words without a value are what a comma inside braces leaves of a text; a route has spaces too, and a slash.
    private static boolean isTorn(Node.Member member) {
        boolean empty =
                member.value() instanceof Node.Scalar value && value.text().isEmpty();
        return empty
                && member.key().text().indexOf(' ') > 0
                && member.key().text().indexOf('/') < 0;
    }

    static String shown(String word) {
        return word.length() <= MAX_SHOWN ? word : word.substring(0, MAX_SHOWN) + "...";
    }

    Span heading() {
        return heading;
    }

    boolean has(String key) {
        return node.member(key).isPresent();
    }

    Span spanOf(String key) {
        return node.member(key).map(member -> member.key().span()).orElse(heading);
    }

    Optional<Node> value(String key) {
        return node.member(key).map(Node.Member::value);
    }

    /// Text of a key; where it is missing or no text, the error is made and the spot is unread.
    Located<String> text(String key) {
        return optionalText(key).orElseGet(() -> Located.unread(spanOf(key)));
    }

    Optional<Located<String>> optionalText(String key) {
        return value(key).map(value -> textOf(value, key));
    }

    Located<String> textOf(Node value, String key) {
        if (!(value instanceof Node.Scalar scalar)) {
            out.error("FG-SYN-08.text", value.span(), key);
            return Located.unread(value.span());
        }
        if (scalar.text().isBlank()) {
            out.error("FG-SYN-08.empty-value", spanOf(key), key);
            return Located.unread(spanOf(key));
        }
        return new Located<>(scalar.text(), scalar.span());
    }

    /// A name by the grammar of policies, purposes, roles, types and forms.
    Located<String> name(String key) {
        return checked(text(key), Scalars::isName, "FG-SYN-06.name");
    }

    Optional<Located<String>> optionalName(String key) {
        return has(key) ? Optional.of(name(key)) : Optional.empty();
    }

    Located<String> nameOf(Node value, String key) {
        return checked(textOf(value, key), Scalars::isName, "FG-SYN-06.name");
    }

    Located<String> entryOf(Located<String> text) {
        return checked(text, Scalars::isEntry, "FG-SYN-06.entry");
    }

    private Located<String> checked(
            Located<String> text, java.util.function.Predicate<String> grammar, String message) {
        if (text.isUnread()) {
            return text;
        }
        if (!grammar.test(text.value())) {
            out.error(message, text.span());
            return Located.unread(text.span());
        }
        TextRules.judgeName(new Node.Scalar(text.value(), text.span()), out);
        return text;
    }

    /// One of the words of the table.
    Located<String> word(String key) {
        Located<String> text = text(key);
        List<String> words =
                PolicyKeys.find(block, key).map(PolicyKeys.Key::words).orElse(List.of());
        return wordOf(text, key, words);
    }

    Optional<Located<String>> optionalWord(String key) {
        return has(key) ? Optional.of(word(key)) : Optional.empty();
    }

    Located<String> wordOf(Located<String> text, String key, Collection<String> words) {
        if (text.isUnread() || words.contains(text.value())) {
            return text;
        }
        if (UnsupportedWords.isKnown(block, key, text.value())) {
            out.error(
                    "FG-SYN-09.word",
                    text.span(),
                    key + ": " + text.value(),
                    PolicyKeys.THIS_VERSION,
                    PolicyKeys.NEXT_VERSION);
        } else {
            out.error("FG-SYN-06.word", text.span(), shown(text.value()), key, String.join(", ", words))
                    .fix(NearMatch.of(text.value(), words));
        }
        return Located.unread(text.span());
    }

    boolean yes(String key) {
        Optional<Located<String>> text = optionalText(key);
        if (text.isEmpty() || text.get().isUnread()) {
            return false;
        }
        String word = text.get().value();
        if (!word.equals("yes") && !word.equals("no")) {
            boolean truth = word.equals("true") || word.equals("on");
            boolean lie = word.equals("false") || word.equals("off");
            out.error("FG-SYN-06.yes", text.get().span(), key)
                    .fix(truth ? Optional.of("yes") : lie ? Optional.of("no") : Optional.empty());
        }
        return word.equals("yes");
    }

    /// A text by which somebody meets a duty, where it is read; what says nothing is refused where it stands.
    Optional<Located<String>> duty(String key, Duty least) {
        Optional<Located<String>> text = optionalText(key).filter(found -> !found.isUnread());
        text.filter(found -> Scalars.isFiller(found.value(), least.characters, least.han))
                .ifPresent(found -> out.error("FG-ACC-07.filler", found.span(), key));
        return text;
    }

    /// The least that can say something.
    enum Duty {
        NAME(2, 2),
        REFERENCE(3, 2),
        CONTACT(5, 3),
        REASON(8, 4);

        private final int characters;
        private final int han;

        Duty(int characters, int han) {
            this.characters = characters;
            this.han = han;
        }
    }

    /// `500 people per day`.
    Optional<Located<Integer>> people(String key) {
        return parsed(
                key,
                text -> Scalars.rate(text)
                        .filter(rate -> rate.window().equals(Duration.ofDays(1)))
                        .map(AppLimits.Rate::count),
                "FG-SYN-06.people");
    }

    Optional<Located<LocalDate>> day(String key) {
        return parsed(key, Scalars::day, "FG-SYN-06.day");
    }

    Optional<Located<Duration>> period(String key) {
        return parsed(key, Scalars::period, "FG-SYN-06.period");
    }

    Optional<Located<AppLimits.Rate>> rate(String key) {
        return parsed(key, Scalars::rate, "FG-SYN-06.rate");
    }

    Optional<Located<Integer>> whole(String key) {
        return parsed(key, Scalars::positive, "FG-SYN-06.whole");
    }

    /// A scalar read by one grammar; empty where the key is absent or does not fit (then the error is made).
    <T> Optional<Located<T>> parsed(String key, Function<String, Optional<T>> grammar, String message) {
        return optionalText(key)
                .filter(text -> !text.isUnread())
                .flatMap(text -> parsedOf(text, key, grammar, message));
    }

    <T> Optional<Located<T>> parsedOf(
            Located<String> text, String key, Function<String, Optional<T>> grammar, String message) {
        Optional<T> value = grammar.apply(text.value());
        if (value.isEmpty()) {
            out.error(message, text.span(), key);
        }
        return value.map(found -> new Located<>(found, text.span()));
    }

    /// A list of names; a single name stands for a list of one.
    List<Located<String>> names(String key) {
        return texts(key).stream()
                .map(text -> checked(text, Scalars::isName, "FG-SYN-06.name"))
                .filter(text -> !text.isUnread())
                .toList();
    }

    List<Located<String>> entries(String key) {
        return texts(key).stream()
                .map(this::entryOf)
                .filter(text -> !text.isUnread())
                .toList();
    }

    List<Located<String>> texts(String key) {
        Optional<Node> value = value(key);
        if (value.isEmpty()) {
            return List.of();
        }
        List<Located<String>> texts = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Node item : value.get() instanceof Node.Sequence list ? list.items() : List.of(value.get())) {
            Located<String> text = textOf(item, key);
            if (!text.isUnread() && !seen.add(text.value())) {
                out.error("FG-SYN-02.listed-twice", text.span(), shown(text.value()));
            } else if (!text.isUnread()) {
                texts.add(text);
            }
        }
        if (value.get() instanceof Node.Sequence list && list.items().isEmpty()) {
            out.error("FG-SYN-08.empty-value", spanOf(key), key);
        }
        return texts;
    }

    List<Located<FieldPath>> places(String key) {
        List<Located<FieldPath>> places = new ArrayList<>();
        for (Located<String> text : texts(key)) {
            PlaceParser.read(text, out).ifPresent(place -> places.add(new Located<>(place, text.span())));
        }
        return places;
    }

    Optional<BlockReader> block(String key, Block kind) {
        return block(key, kind, Set.of());
    }

    Optional<BlockReader> block(String key, Block kind, Collection<String> more) {
        return value(key).flatMap(value -> blockOf(value, kind, spanOf(key), key, more));
    }

    Optional<BlockReader> blockOf(Node value, Block kind, Span under, String key, Collection<String> more) {
        if (value instanceof Node.Mapping mapping) {
            return Optional.of(new BlockReader(mapping, kind, under, out, more));
        }
        boolean glued = value instanceof Node.Scalar scalar && scalar.text().indexOf(':') > 0;
        out.error(glued ? "FG-SYN-08.glued" : "FG-SYN-08.block", value.span(), key);
        return Optional.empty();
    }

    /// The lines of a key that holds names of the officer's own.
    List<Node.Member> members(String key) {
        Optional<Node> value = value(key);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!(value.get() instanceof Node.Mapping mapping)) {
            boolean glued =
                    value.get() instanceof Node.Scalar scalar && scalar.text().indexOf(':') > 0;
            out.error(glued ? "FG-SYN-08.glued" : "FG-SYN-08.block", value.get().span(), key);
            return List.of();
        }
        if (mapping.members().isEmpty()) {
            boolean data = block == Block.REGISTER && WITHOUT_DATA.contains(key);
            out.error(data ? "FG-SYN-08.no-data" : "FG-SYN-08.empty-value", spanOf(key), key);
        }
        List<Node.Member> torn =
                mapping.members().stream().filter(BlockReader::isTorn).toList();
        torn.forEach(member -> out.error("FG-SYN-04.comma", member.key().span()));
        return mapping.members().stream()
                .filter(member -> !torn.contains(member))
                .toList();
    }

    /// The blocks of a list.
    List<BlockReader> list(String key, Block kind) {
        Optional<Node> value = value(key);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!(value.get() instanceof Node.Sequence list)) {
            out.error("FG-SYN-08.list", value.get().span(), key);
            return List.of();
        }
        List<BlockReader> blocks = new ArrayList<>();
        for (Node item : list.items()) {
            blockOf(item, kind, item.span(), key, Set.of()).ifPresent(blocks::add);
        }
        return blocks;
    }
}
