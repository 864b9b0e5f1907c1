package io.fieldgate.policy.compile;

import io.fieldgate.document.FieldPath;
import io.fieldgate.document.FieldPath.Origin;
import io.fieldgate.document.Shape;
import io.fieldgate.policy.CarryRule;
import io.fieldgate.policy.Entry;
import io.fieldgate.policy.FieldRule;
import io.fieldgate.policy.FieldType;
import io.fieldgate.policy.NamedPlace;
import io.fieldgate.policy.Role;
import io.fieldgate.policy.Route;
import io.fieldgate.policy.register.Located;
import io.fieldgate.policy.register.Register;
import io.fieldgate.policy.register.Register.RouteBlock;
import io.fieldgate.policy.register.Vocabulary;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Compiles routes: one trie per direction, holding what may come and what is read of an answer.
final class RouteCompiler {
    private static final int PSEUDONYM_CHARS = 256;
    private static final int TOKEN_OVERHEAD_CHARS = 512;
    private static final int TOKEN_CHARS_PER_BYTE = 2; // base64 is 4/3
    private static final int BYTES_PER_CHAR = 3; // UTF-8 of one UTF-16 unit at most

    private final Register register;
    private final List<Entry> entries;
    private final List<NamedPlace> named;
    private final Map<String, Integer> slots;
    private final Vocabulary vocabulary;

    RouteCompiler(
            Register register,
            Vocabulary vocabulary,
            List<Entry> entries,
            List<NamedPlace> named,
            Map<String, Integer> slots) {
        this.register = register;
        this.vocabulary = vocabulary;
        this.entries = entries;
        this.named = named;
        this.slots = slots;
    }

    Route compile(RouteBlock route) {
        Set<String> purposes = new HashSet<>();
        for (Entry entry : entries) {
            if (entry instanceof FieldRule field) {
                purposes.addAll(field.purposes());
            }
        }
        Route.Traits traits = new Route.Traits(
                route.act().open(),
                route.act().idempotent(),
                writers(route),
                purposes,
                route.template().span().line());
        return new Route(
                route.template().value(),
                route.target(),
                route.act().kind(),
                route.act().many(),
                route.body().map(Located::value),
                request(route),
                answer(route),
                traits);
    }

    private Route.Writers writers(RouteBlock route) {
        Set<String> words = new LinkedHashSet<>();
        route.by().forEach(word -> words.add(word.value()));
        boolean anyone = words.remove(Route.Writers.ANYONE);
        boolean subject = words.remove(Role.SUBJECT);
        return new Route.Writers(
                anyone,
                subject,
                words.stream()
                        .map(name -> RevealCompiler.role(vocabulary, name))
                        .toList());
    }

    private Route.Request request(RouteBlock route) {
        boolean takes = route.act().kind().collects();
        boolean multipart =
                route.body().filter(body -> body.value().equals("multipart")).isPresent();
        Shape.Builder body = takes ? Shape.at(route.act().from()) : Shape.root();
        route.act().part().ifPresent(body::recordPart);
        Shape.Builder query = Shape.root();
        for (Entry entry : entries) {
            boolean asked = route.asks().stream().anyMatch(name -> name.value().equals(entry.name()));
            boolean taken =
                    takes && entry instanceof FieldRule field && field.source() instanceof FieldRule.Source.Client;
            if (asked || taken) {
                for (FieldPath place : entry.places()) {
                    if (place.origin() == Origin.QUERY) {
                        query.slot(
                                entry.slot(),
                                place,
                                kind(entry),
                                entry.type().content().maxChars());
                    } else if (takes && isInBody(place, multipart)) {
                        body.slot(
                                entry.slot(),
                                place,
                                kind(entry),
                                entry.type().content().maxChars());
                    }
                }
            }
        }
        for (NamedPlace known : named) {
            if (known.place().origin() == Origin.QUERY) {
                query.named(known.number(), known.place());
            } else if (takes && isInBody(known.place(), multipart)) {
                body.named(known.number(), known.place());
            }
        }
        return new Route.Request(body.build(), query.build(), path(route));
    }

    private static boolean isInBody(FieldPath place, boolean multipart) {
        return place.origin().isPointer() || (place.origin() == Origin.PART && multipart);
    }

    private static Shape.Kind kind(Entry entry) {
        return entry.type().content().kind();
    }

    private Map<String, Integer> path(RouteBlock route) {
        Map<String, Integer> path = new HashMap<>();
        for (String segment : route.target().segments()) {
            if (segment.startsWith("{")) {
                String name = segment.substring(1, segment.length() - 1);
                FieldPath place = new FieldPath(Origin.PATH, List.of(name));
                entries.stream()
                        .filter(entry -> entry.places().contains(place))
                        .findFirst()
                        .ifPresent(entry -> path.put(name, entry.slot()));
            }
        }
        return path;
    }

    private Route.Answer answer(RouteBlock route) {
        Set<Integer> carried = new HashSet<>();
        route.answers().forEach(name -> carried.add(slots.get(name.value())));
        if (route.act().kind() == Route.Kind.ERASES) {
            return new Route.Answer(Shape.root().build(), Set.of());
        }
        boolean gives = route.act().kind() == Route.Kind.GIVES;
        Shape.Builder shape = gives ? Shape.at(route.act().from()) : Shape.root();
        if (route.act().many() == Route.Cardinality.LIST) {
            shape.list();
        }
        for (Entry entry : entries) {
            boolean read = switch (entry) {
                case FieldRule field -> gives && !route.isOpenGives() && !field.isEphemeral();
                case CarryRule carry -> carried.contains(carry.slot()) || (!route.isOpenGives() && isRecord(carry));
            };
            if (read) {
                read(entry, shape);
            }
        }
        return new Route.Answer(shape.build(), carried);
    }

    private boolean isRecord(CarryRule carry) {
        return register.identity()
                .record()
                .filter(name -> name.value().equals(carry.name()))
                .isPresent();
    }

    private static void read(Entry entry, Shape.Builder shape) {
        for (FieldPath place : entry.places()) {
            if (place.origin().isPointer()) {
                shape.slot(entry.slot(), place, Shape.Kind.SCALAR, answerChars(entry));
            }
        }
    }

    /// Room for the stored form: what the app gives back is what it got.
    private static int answerChars(Entry entry) {
        FieldType.Content content = entry.type().content();
        if (entry instanceof FieldRule field && field.isSealed()) {
            int bytes = content.kind() == Shape.Kind.BLOB ? content.maxChars() : BYTES_PER_CHAR * content.maxChars();
            return TOKEN_CHARS_PER_BYTE * bytes + TOKEN_OVERHEAD_CHARS;
        }
        return Math.max(content.maxChars(), PSEUDONYM_CHARS);
    }
}
