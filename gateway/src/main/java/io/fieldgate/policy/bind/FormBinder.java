package io.fieldgate.policy.bind;

import io.fieldgate.policy.bind.PolicyKeys.Block;
import io.fieldgate.policy.register.Located;
import io.fieldgate.policy.source.Diagnostics;
import io.fieldgate.policy.source.NearMatch;
import io.fieldgate.policy.source.Node;
import io.fieldgate.transform.BadOption;
import io.fieldgate.transform.form.Effect;
import io.fieldgate.transform.form.Form;
import io.fieldgate.transform.form.Form.Link;
import io.fieldgate.transform.form.Transform;
import io.fieldgate.transform.form.Transforms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Binds one form of the vocabulary: a primitive, or a chain of at most three, whose undo is what the file says
/// (FG-FRM-01).
final class FormBinder {
    private static final List<String> UNKEYED = List.of("sha", "md5", "sm3", "crc", "hash", "blake", "murmur");

    private final Diagnostics out;

    FormBinder(Diagnostics out) {
        this.out = out;
    }

    Optional<Form> bind(Located<String> name, Node value, BlockReader file) {
        Set<String> options = value instanceof Node.Mapping mapping ? options(mapping) : Set.of();
        Optional<BlockReader> found = file.blockOf(value, Block.FORM, name.span(), name.value(), options);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (name.value().equals("none")) { // in a type's list it stands for no form at all
            out.error("FG-SYN-06.name", name.span());
            return Optional.empty();
        }
        BlockReader block = found.get();
        Located<String> undo = block.word("undo");
        if (block.has("use") == block.has("chain")) {
            out.error("FG-FRM-01.use-or-chain", name.span(), name.value());
            return Optional.empty();
        }
        List<Link> links = block.has("use") ? link(value, block).stream().toList() : chain(name, block);
        return links.isEmpty() ? Optional.empty() : form(name, undo, links);
    }

    private List<Link> chain(Located<String> name, BlockReader block) {
        Optional<Node> value = block.value("chain");
        if (value.isEmpty() || !(value.get() instanceof Node.Sequence list)) {
            out.error("FG-SYN-08.list", block.spanOf("chain"), "chain");
            return List.of();
        }
        if (list.items().isEmpty() || list.items().size() > Form.MAX_LINKS) {
            out.error("FG-FRM-01.links", list.span(), name.value(), Form.MAX_LINKS);
            return List.of();
        }
        List<Link> links = new ArrayList<>();
        for (Node item : list.items()) {
            Optional<Link> link = item instanceof Node.Scalar word
                    ? primitive(new Located<>(word.text(), word.span()))
                            .flatMap(kind -> bound(kind, new Located<>(word.text(), word.span()), Map.of()))
                    : block.blockOf(
                                    item,
                                    Block.LINK,
                                    item.span(),
                                    "chain",
                                    item instanceof Node.Mapping mapping ? options(mapping) : Set.of())
                            .flatMap(inner -> link(item, inner));
            if (link.isEmpty()) {
                return List.of();
            }
            links.add(link.get());
        }
        return links;
    }

    private Optional<Link> link(Node value, BlockReader block) {
        Located<String> use = block.name("use");
        return use.isUnread()
                ? Optional.empty()
                : primitive(use).flatMap(kind -> bound(kind, use, optionsOf(value, kind.options())));
    }

    private Optional<Transform.Kind> primitive(Located<String> use) {
        Optional<Transform.Kind> kind = kind(use.value());
        if (kind.isEmpty() && UNKEYED.stream().anyMatch(use.value().toLowerCase(Locale.ROOT)::startsWith)) {
            out.error("FG-DOM-01.unkeyed", use.span(), BlockReader.shown(use.value()));
        } else if (kind.isEmpty() && UnsupportedWords.PRIMITIVES.contains(use.value())) {
            out.error(
                    "FG-SYN-09.word",
                    use.span(),
                    "use: " + use.value(),
                    PolicyKeys.THIS_VERSION,
                    PolicyKeys.NEXT_VERSION);
        } else if (kind.isEmpty()) {
            List<String> names =
                    Transforms.STANDARD.stream().map(Transform.Kind::name).toList();
            out.error("FG-REF-01.primitive", use.span(), BlockReader.shown(use.value()), String.join(", ", names))
                    .fix(NearMatch.of(use.value(), names));
        }
        return kind;
    }

    private static Optional<Transform.Kind> kind(String name) {
        return Transforms.STANDARD.stream()
                .filter(kind -> kind.name().equals(name))
                .findFirst();
    }

    private Optional<Link> bound(Transform.Kind kind, Located<String> use, Map<String, List<String>> options) {
        try {
            return Optional.of(Link.of(kind, options));
        } catch (BadOption wrong) { // its message holds rules and units only
            out.error("FG-SYN-06.option", use.span(), kind.name(), String.valueOf(wrong.getMessage()), kind.example());
            return Optional.empty();
        }
    }

    private Optional<Form> form(Located<String> name, Located<String> undo, List<Link> links) {
        Form form = new Form(name.value(), links);
        if (!form.isInOrder() || !form.isReadThrough()) {
            out.error(form.isInOrder() ? "FG-FRM-01.unread" : "FG-FRM-01.chain", name.span(), name.value());
            return Optional.empty();
        }
        String real = word(form.undo());
        if (!undo.isUnread() && !undo.value().equals(real)) {
            out.error("FG-FRM-01.undo", undo.span(), name.value(), real).fix(real);
        }
        return Optional.of(form);
    }

    private static String word(Effect.Undo undo) {
        return switch (undo) {
            case YES -> "yes";
            case BY_KEY -> "by-key";
            case NO -> "no";
        };
    }

    /// The options of the block's primitive; with an unknown primitive every key, for that has its own finding.
    private static Set<String> options(Node.Mapping mapping) {
        Set<String> all =
                mapping.members().stream().map(member -> member.key().text()).collect(Collectors.toSet());
        return mapping.member("use")
                .map(Node.Member::value)
                .filter(Node.Scalar.class::isInstance)
                .map(use -> kind(((Node.Scalar) use).text())
                        .map(kind -> Set.copyOf(kind.options()))
                        .orElse(all))
                .orElse(Set.of());
    }

    /// The options a primitive knows, each with its words in order.
    static Map<String, List<String>> optionsOf(Node value, List<String> known) {
        Map<String, List<String>> options = new HashMap<>();
        if (value instanceof Node.Mapping mapping) {
            for (Node.Member member : mapping.members()) {
                if (known.contains(member.key().text())) {
                    options.put(member.key().text(), wordsOf(member.value()));
                }
            }
        }
        return options;
    }

    private static List<String> wordsOf(Node value) {
        List<String> words = new ArrayList<>();
        for (Node item : value instanceof Node.Sequence list ? list.items() : List.of(value)) {
            words.add(item instanceof Node.Scalar scalar ? scalar.text() : "");
        }
        return words;
    }
}
