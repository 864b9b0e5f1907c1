package io.fieldgate.policy.bind;

import io.fieldgate.document.Ascii;
import io.fieldgate.document.FieldPath;
import io.fieldgate.policy.Route;
import io.fieldgate.policy.bind.PolicyKeys.Block;
import io.fieldgate.policy.register.Located;
import io.fieldgate.policy.register.Register.Act;
import io.fieldgate.policy.register.Register.RouteBlock;
import io.fieldgate.policy.source.Diagnostics;
import io.fieldgate.policy.source.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Binds `routes:`. Shape of a route: METHOD, a space, `/` segments; a segment is a literal or `{name}`.
final class RouteBinder {
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final List<String> ACTS = List.of("takes", "gives", "changes", "erases");

    private final BlockReader file;
    private final Diagnostics out;

    RouteBinder(BlockReader file, Diagnostics out) {
        this.file = file;
        this.out = out;
    }

    List<RouteBlock> bind() {
        List<RouteBlock> routes = new ArrayList<>();
        for (Node.Member member : file.members("routes")) {
            Located<String> template =
                    new Located<>(member.key().text(), member.key().span());
            Optional<Route.Target> target = target(template);
            Optional<BlockReader> block =
                    file.blockOf(member.value(), Block.ROUTE, member.key().span(), "routes", Set.of());
            if (target.isPresent() && block.isPresent()) {
                route(template, target.get(), block.get()).ifPresent(routes::add);
            }
        }
        return routes;
    }

    private Optional<Route.Target> target(Located<String> template) {
        List<String> words = Scalars.words(template.value());
        if (words.size() != 2
                || !METHODS.contains(words.getFirst())
                || !words.get(1).startsWith("/")) {
            out.error("FG-SYN-06.route", template.span(), String.join(", ", METHODS));
            return Optional.empty();
        }
        List<String> segments = List.of(words.get(1).substring(1).split("/", -1));
        boolean good = segments.stream().allMatch(RouteBinder::isSegment);
        long parameters =
                segments.stream().filter(segment -> segment.startsWith("{")).count();
        boolean once = segments.stream()
                        .filter(segment -> segment.startsWith("{"))
                        .distinct()
                        .count()
                == parameters;
        if (!good || !once) {
            out.error("FG-SYN-06.route", template.span(), String.join(", ", METHODS));
            return Optional.empty();
        }
        return Optional.of(new Route.Target(words.getFirst(), segments));
    }

    private static boolean isSegment(String segment) {
        if (segment.startsWith("{")) {
            return segment.endsWith("}") && Scalars.isEntry(segment.substring(1, segment.length() - 1));
        }
        boolean dots = segment.equals(".") || segment.equals("..");
        return !segment.isEmpty()
                && !dots
                && segment.chars().allMatch(c -> Ascii.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.');
    }

    private Optional<RouteBlock> route(Located<String> template, Route.Target target, BlockReader block) {
        List<String> acts = ACTS.stream().filter(block::has).toList();
        if (acts.size() != 1) {
            out.error("FG-SYN-08.one-act", template.span());
            return Optional.empty();
        }
        Located<String> many = block.word(acts.getFirst());
        Route.Kind kind = switch (acts.getFirst()) {
            case "takes" -> Route.Kind.TAKES;
            case "gives" -> Route.Kind.GIVES;
            case "changes" -> Route.Kind.CHANGES;
            default -> Route.Kind.ERASES;
        };
        Route.Cardinality cardinality = many.value().equals("list") ? Route.Cardinality.LIST : Route.Cardinality.ONE;
        Optional<Located<String>> body = block.optionalWord("body");
        judge(template, target, kind, block);
        Act act = new Act(kind, cardinality, from(block), part(block), block.yes("open"), block.yes("idempotent"));
        return Optional.of(new RouteBlock(
                template,
                target,
                act,
                by(template, kind, block),
                body.filter(word -> !word.isUnread()),
                block.entries("asks"),
                block.entries("answers")));
    }

    /// Who may write; nobody may where the line is missing.
    private List<Located<String>> by(Located<String> template, Route.Kind kind, BlockReader block) {
        if (kind == Route.Kind.GIVES) {
            if (block.has("by")) { // who reads stands under `reveal`
                out.error("FG-SYN-08.not-on-gives", block.spanOf("by"), "by");
            }
            return List.of();
        }
        if (!block.has("by")) {
            out.error("FG-SYN-08.by", template.span());
            return List.of();
        }
        List<Located<String>> writers =
                block.names("by").stream().filter(this::isEnforced).toList();
        boolean anyone = writers.stream().anyMatch(writer -> writer.value().equals(Route.Writers.ANYONE));
        if (anyone && writers.size() > 1) {
            out.error("FG-SYN-08.anyone-alone", block.spanOf("by"));
        }
        if (anyone && kind == Route.Kind.ERASES) {
            out.error("FG-SYN-08.anyone-erases", block.spanOf("by"));
        } else if (anyone && kind == Route.Kind.CHANGES) {
            out.error("FG-SYN-08.anyone-changes", block.spanOf("by"));
        } else if (anyone && !block.yes("open")) {
            out.error("FG-SYN-08.anyone-closed", block.spanOf("by"));
        } else if (!anyone && block.yes("open") && kind == Route.Kind.TAKES) {
            out.error("FG-SYN-08.open-by", block.spanOf("open"));
        }
        return writers;
    }

    /// Not yet: somebody who acts for another.
    private boolean isEnforced(Located<String> writer) {
        boolean later = UnsupportedWords.isKnown(Block.ROUTE, "by", writer.value());
        if (later) {
            String word = "by: " + writer.value();
            out.error("FG-SYN-09.word", writer.span(), word, PolicyKeys.THIS_VERSION, PolicyKeys.NEXT_VERSION);
        }
        return !later;
    }

    private void judge(Located<String> template, Route.Target target, Route.Kind kind, BlockReader block) {
        boolean erases = kind == Route.Kind.ERASES;
        if (!erases && !block.has("body")) {
            BlockReader.missing(out, template.span(), Block.ROUTE, "body");
        }
        for (String key : List.of("body", "part", "from", "answers", "open", "idempotent")) {
            if (erases && block.has(key)) {
                out.error("FG-SYN-08.not-on-erases", block.spanOf(key), key);
            }
        }
        if (kind == Route.Kind.CHANGES && block.has("open")) {
            out.error("FG-SYN-08.not-on-changes", block.spanOf("open"), "open");
        }
        if (kind == Route.Kind.GIVES && block.has("idempotent")) { // reading twice needs no key
            out.error("FG-SYN-08.not-on-gives", block.spanOf("idempotent"), "idempotent");
        }
        if (kind == Route.Kind.GIVES && block.has("part")) {
            out.error("FG-SYN-08.not-on-gives", block.spanOf("part"), "part");
        }
        if (kind == Route.Kind.GIVES
                && block.value("body")
                        .filter(Node.Scalar.class::isInstance)
                        .map(node -> ((Node.Scalar) node).text())
                        .filter("multipart"::equals)
                        .isPresent()) {
            out.error("FG-SYN-08.multipart-gives", block.spanOf("body"));
        }
        boolean reads = target.method().equals("GET"); // a look-up by POST is a later route kind
        if (reads != (kind == Route.Kind.GIVES)) {
            out.error(
                    reads
                            ? "FG-SYN-06.get-method"
                            : kind == Route.Kind.GIVES ? "FG-SYN-06.gives-method" : "FG-SYN-06.act-method",
                    template.span());
        } else if (kind == Route.Kind.CHANGES
                ? !target.method().equals("PUT") && !target.method().equals("PATCH")
                : target.method().equals("DELETE") && !erases) {
            out.error("FG-SYN-06.act-method", template.span());
        }
    }

    private static Optional<String> part(BlockReader block) {
        return block.optionalName("part").filter(name -> !name.isUnread()).map(Located::value);
    }

    private List<String> from(BlockReader block) {
        Optional<Located<String>> text = block.optionalText("from").filter(found -> !found.isUnread());
        if (text.isEmpty()) {
            return List.of();
        }
        Optional<FieldPath> place = PlaceParser.read(text.get(), out);
        if (place.isPresent()
                && (place.get().origin() != FieldPath.Origin.RECORD
                        || place.get().stars() > 0)) {
            out.error("FG-SYN-06.from", text.get().span());
            return List.of();
        }
        return place.map(FieldPath::steps).orElse(List.of());
    }
}
