package io.fieldgate.policy.lint;

import io.fieldgate.document.FieldPath;
import io.fieldgate.document.FieldPath.Origin;
import io.fieldgate.document.Overlaps;
import io.fieldgate.policy.Route;
import io.fieldgate.policy.register.Located;
import io.fieldgate.policy.register.Register;
import io.fieldgate.policy.register.Register.FieldBlock;
import io.fieldgate.policy.register.Register.RouteBlock;
import io.fieldgate.policy.source.Diagnostics;
import io.fieldgate.transform.Meaning;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Places and routes: FG-REF-03 overlap, FG-REF-04 two routes for one path, FG-REF-06 what nothing reaches,
/// FG-REF-07 look-up by a form that never repeats, FG-REF-09 what anybody can count through.
final class PlaceRules implements RegisterLint {
    @Override
    public List<String> rules() {
        return List.of("FG-REF-03", "FG-REF-04", "FG-REF-06", "FG-REF-07", "FG-REF-09");
    }

    @Override
    public void check(Facts facts, Diagnostics out) {
        overlaps(facts.register(), out);
        routes(facts.register(), out);
        parameters(facts.register(), out);
        reached(facts, out);
        lookUps(facts, out);
        counted(facts, out);
    }

    private static void overlaps(Register register, Diagnostics out) {
        List<Located<FieldPath>> places = new ArrayList<>();
        register.flow().fields().forEach(field -> places.addAll(field.places()));
        register.flow().carries().forEach(carry -> places.addAll(carry.at()));
        register.flow().named().forEach(named -> places.add(named.place()));
        Overlaps overlaps = new Overlaps();
        for (Located<FieldPath> place : places) {
            int number = overlaps.with(place.value());
            if (number >= 0) {
                Located<FieldPath> before = places.get(number);
                out.error(
                                "FG-REF-03.overlap",
                                place.span(),
                                place.value().text(),
                                before.value().text())
                        .other(before.span());
            }
        }
    }

    private static void routes(Register register, Diagnostics out) {
        List<RouteBlock> routes = register.flow().routes();
        for (int i = 0; i < routes.size(); i++) {
            for (RouteBlock before : routes.subList(0, i)) {
                if (clash(before.target(), routes.get(i).target())) {
                    out.error(
                                    "FG-REF-04.two-routes",
                                    routes.get(i).template().span(),
                                    before.template().value())
                            .other(before.template().span());
                }
            }
        }
    }

    /// Both match some path and neither is literal wherever the other is not.
    private static boolean clash(Route.Target left, Route.Target right) {
        if (!left.method().equals(right.method())
                || left.segments().size() != right.segments().size()) {
            return false;
        }
        boolean leftWins = false;
        boolean rightWins = false;
        for (int i = 0; i < left.segments().size(); i++) {
            boolean leftOpen = left.segments().get(i).startsWith("{");
            boolean rightOpen = right.segments().get(i).startsWith("{");
            if (!leftOpen
                    && !rightOpen
                    && !left.segments().get(i).equals(right.segments().get(i))) {
                return false;
            }
            leftWins |= !leftOpen && rightOpen;
            rightWins |= leftOpen && !rightOpen;
        }
        return leftWins == rightWins;
    }

    private static void parameters(Register register, Diagnostics out) {
        Set<FieldPath> places = new HashSet<>();
        register.flow().fields().forEach(field -> field.placing().at().forEach(place -> places.add(place.value())));
        register.flow().carries().forEach(carry -> carry.at().forEach(place -> places.add(place.value())));
        for (RouteBlock route : register.flow().routes()) {
            if (route.act().kind() == Route.Kind.CHANGES) {
                changes(route, register, out);
            }
            for (String name : route.parameters()) {
                if (route.act().kind() == Route.Kind.TAKES && register.isRecord(name)) {
                    out.error("FG-SYN-06.takes-record", route.template().span());
                }
                if (!places.contains(new FieldPath(Origin.PATH, List.of(name)))) {
                    out.error("FG-REF-06.parameter", route.template().span(), name);
                }
            }
        }
    }

    /// What is changed is one record that can be read back by its id: else nobody could tell whose it is.
    private static void changes(RouteBlock route, Register register, Diagnostics out) {
        if (!isOneRecord(route, register)) {
            out.error("FG-SYN-06.changes-record", route.template().span());
        } else if (register.flow().routes().stream()
                .noneMatch(each -> each.act().kind() == Route.Kind.GIVES
                        && each.act().many() == Route.Cardinality.ONE
                        && isOneRecord(each, register))) {
            out.error("FG-REF-06.changes-read", route.template().span());
        }
    }

    private static boolean isOneRecord(RouteBlock route, Register register) {
        return route.parameters().size() == 1
                && register.isRecord(route.parameters().getFirst());
    }

    private static void reached(Facts facts, Diagnostics out) {
        Register register = facts.register();
        boolean takes =
                register.flow().routes().stream().anyMatch(route -> route.act().kind() == Route.Kind.TAKES);
        boolean gives = register.flow().routes().stream()
                .anyMatch(route ->
                        route.act().kind() == Route.Kind.GIVES && !route.act().open());
        for (FieldBlock field : facts.fields()) {
            Optional<Located<FieldPath>> open = field.placing().at().stream()
                    .filter(place -> isInOpenPath(place.value(), register))
                    .findFirst();
            if (open.isPresent()) {
                out.error("FG-REF-06.open-path", open.get().span(), field.name().value());
            } else if (field.isByApp() ? !gives : !takes) {
                out.error("FG-REF-06.field", field.name().span(), field.name().value());
            } else if (!field.isByApp()
                    && !field.isDerived()
                    && !field.placing().at().isEmpty()
                    && field.placing().at().stream().allMatch(place -> isDead(place.value(), register))) {
                out.error("FG-REF-06.field", field.name().span(), field.name().value());
            }
        }
        for (Register.CarryBlock carry : register.flow().carries()) {
            boolean used = register.flow().routes().stream().anyMatch(route -> uses(route, carry));
            if (!used && !carry.at().isEmpty()) {
                out.error("FG-REF-06.carry", carry.name().span(), carry.name().value());
            }
        }
        for (RouteBlock route : register.flow().routes()) {
            if (route.act().open()
                    && route.act().kind() == Route.Kind.GIVES
                    && route.answers().isEmpty()) {
                out.error("FG-REF-06.open", route.template().span());
            }
            route.asks().stream()
                    .filter(entry -> register.field(entry.value()).isPresent()
                            && route.act().open()
                            && route.act().kind() == Route.Kind.GIVES)
                    .forEach(entry -> out.error("FG-REF-06.open-field", entry.span(), entry.value()));
            route.asks().stream()
                    .filter(entry -> placesOf(register, entry.value())
                            .filter(places -> places.stream().noneMatch(place -> mayCome(place.value(), route)))
                            .isPresent())
                    .forEach(entry -> out.error("FG-REF-06.asks", entry.span(), entry.value()));
        }
    }

    /// A part place in an app that takes no multipart body, a path place that no route has.
    private static boolean isDead(FieldPath place, Register register) {
        return switch (place.origin()) {
            case PART ->
                register.flow().routes().stream()
                        .noneMatch(route -> route.act().kind() == Route.Kind.TAKES && isMultipart(route));
            case PATH ->
                register.flow().routes().stream()
                        .noneMatch(route ->
                                route.parameters().contains(place.steps().getFirst()));
            case RECORD, TOP, QUERY, HEADER, COOKIE -> false;
        };
    }

    private static boolean isInOpenPath(FieldPath place, Register register) {
        return place.origin() == Origin.PATH
                && register.flow().routes().stream()
                        .anyMatch(route -> route.isOpenGives()
                                && route.parameters().contains(place.steps().getFirst()));
    }

    /// What anybody may ask for must not be countable: of one record only a name drawn by chance, of a list no number
    /// that names its records.
    private static void counted(Facts facts, Diagnostics out) {
        Register register = facts.register();
        for (RouteBlock route : register.flow().routes()) {
            if (!route.isOpenGives()) {
                continue;
            }
            boolean one = route.act().many() == Route.Cardinality.ONE;
            for (Register.CarryBlock carry : register.flow().carries()) {
                boolean inPath = carry.at().stream()
                        .anyMatch(place -> place.value().origin() == Origin.PATH
                                && route.parameters()
                                        .contains(place.value().steps().getFirst()));
                boolean asked = route.asks().stream()
                        .anyMatch(entry -> entry.value().equals(carry.name().value()));
                boolean namesRecords =
                        carry.at().stream().anyMatch(place -> place.value().origin() == Origin.RECORD)
                                || register.identity()
                                        .record()
                                        .filter(record -> record.value()
                                                .equals(carry.name().value()))
                                        .isPresent();
                if ((inPath || asked) && (one || namesRecords) && isCountable(carry, facts)) {
                    out.error(
                                    "FG-REF-09.counted",
                                    carry.type().span(),
                                    carry.name().value(),
                                    carry.type().value())
                            .other(route.template().span());
                }
            }
        }
    }

    /// Neither drawn by chance nor a word, a place or a day, which stand for many.
    private static boolean isCountable(Register.CarryBlock carry, Facts facts) {
        return facts.vocabulary()
                .type(carry.type().value())
                .filter(type -> !type.isDrawn() && type.meanings().stream().noneMatch(PlaceRules::isOfMany))
                .isPresent();
    }

    private static boolean isOfMany(Meaning meaning) {
        return switch (meaning) {
            case Meaning.Words _, Meaning.Place _, Meaning.Moment _ -> true;
            case Meaning.Opaque _,
                    Meaning.Number _,
                    Meaning.Age _,
                    Meaning.AgeBand _,
                    Meaning.BirthDate _,
                    Meaning.Sex _,
                    Meaning.ResidentId _,
                    Meaning.Serial _ -> false;
        };
    }

    private static boolean isMultipart(RouteBlock route) {
        return route.body().filter(body -> body.value().equals("multipart")).isPresent();
    }

    private static boolean uses(RouteBlock route, Register.CarryBlock carry) {
        String name = carry.name().value();
        boolean listed = route.asks().stream().anyMatch(entry -> entry.value().equals(name))
                || route.answers().stream().anyMatch(entry -> entry.value().equals(name));
        boolean inPath = carry.at().stream()
                .anyMatch(place -> place.value().origin() == Origin.PATH
                        && route.parameters().contains(place.value().steps().getFirst()));
        return listed || inPath;
    }

    private static Optional<List<Located<FieldPath>>> placesOf(Register register, String entry) {
        return register.field(entry)
                .map(FieldBlock::places)
                .or(() -> register.carry(entry).map(Register.CarryBlock::at));
    }

    private static boolean mayCome(FieldPath place, RouteBlock route) {
        boolean takes = route.act().kind().collects();
        return switch (place.origin()) {
            case QUERY -> true;
            case PATH -> route.parameters().contains(place.steps().getFirst());
            case RECORD, TOP -> takes;
            case PART -> takes && isMultipart(route);
            case HEADER, COOKIE -> false;
        };
    }

    private static void lookUps(Facts facts, Diagnostics out) {
        for (RouteBlock route : facts.register().flow().routes()) {
            if (route.act().kind().collects()) {
                continue;
            }
            List<Located<String>> looked = new ArrayList<>(route.asks());
            for (FieldBlock field : facts.fields()) {
                boolean inPath = field.placing().at().stream()
                        .anyMatch(place -> place.value().origin() == Origin.PATH
                                && route.parameters()
                                        .contains(place.value().steps().getFirst()));
                if (inPath) {
                    looked.add(field.name());
                }
            }
            for (Located<String> entry : looked) {
                facts.register()
                        .field(entry.value())
                        .filter(field -> facts.form(field)
                                .filter(form -> !form.effect().isDeterministic() && !form.isPlain())
                                .isPresent())
                        .ifPresent(field -> out.error("FG-REF-07.look-up", entry.span(), entry.value())
                                .other(field.name().span()));
            }
        }
    }
}
