package io.fieldgate.policy;

import io.fieldgate.document.Shape;
import io.fieldgate.transform.form.Form;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What compiled policies mean, without the order and lines of their files: sorted texts to compare.
public final class Meaning {
    private Meaning() {}

    public static List<String> of(PolicySnapshot snapshot) {
        List<String> lines = new ArrayList<>();
        snapshot.apps().values().forEach(app -> of(app).forEach(line -> lines.add(app.name() + ": " + line)));
        snapshot.events().values().forEach(event -> lines.add(event.toString()));
        snapshot.roles().values().forEach(role -> lines.add(role(role)));
        Collections.sort(lines);
        return lines;
    }

    public static List<String> of(AppPolicy app) {
        List<String> lines = new ArrayList<>();
        AppPolicy.Head head = app.head();
        AppPolicy.Duties duties = app.duties();
        lines.add(head.title() + " " + head.scope()
                + head.subject().stream()
                        .mapToObj(slot -> app.entry(slot).name())
                        .toList()
                + head.record().stream()
                        .mapToObj(slot -> app.entry(slot).name())
                        .toList());
        lines.add(duties.sunset() + " " + duties.assessmentDue() + duties.campaign() + duties.accountable()
                + duties.underFourteen() + duties.zone()
                + sorted(duties.purposes().values()));
        lines.add(app.undeclared() + " " + app.limits());
        for (Entry entry : app.entries().all()) {
            FieldType type = entry.type();
            lines.add(entry.name() + " " + entry.places() + " " + type.name() + type.traits() + type.content()
                    + type.onlyTo() + type.checks().size()
                    + type.show().stream().map(Meaning::form).toList()
                    + (entry instanceof FieldRule field ? field(app, field) : ""));
        }
        app.named().forEach(named -> lines.add(named.place() + " " + named.fate()));
        app.routes().forEach(route -> lines.add(route(app, route)));
        for (RevealRule view : app.reveal()) {
            lines.add(role(view.role()) + " " + view.purpose() + forms(app, view.show()) + forms(app, view.weakest())
                    + view.atMost() + view.beyond() + view.needs()
                    + view.rows().map(rows -> app.entry(rows.slot()).name() + rows.claim() + rows.kind()) + view.on());
        }
        Collections.sort(lines);
        return lines;
    }

    private static String role(Role role) {
        return role.name() + " " + role.org() + " " + role.claim() + new TreeMap<>(role.own());
    }

    private static String route(AppPolicy app, Route route) {
        return route.template() + " " + route.kind() + route.many() + route.body()
                + places(app, route.request().body())
                + places(app, route.request().query())
                + names(app, route.request().path())
                + places(app, route.answer().shape())
                + sorted(route.answer().carried().stream()
                        .map(slot -> app.entry(slot).name())
                        .toList())
                + route.traits().open() + route.traits().idempotent()
                + route.traits().writers()
                + sorted(route.traits().purposes());
    }

    private static String field(AppPolicy app, FieldRule field) {
        String source = switch (field.source()) {
            case FieldRule.Source.Client() -> "client";
            case FieldRule.Source.App() -> "app";
            case FieldRule.Source.Derived derived ->
                "from " + app.entry(derived.from()).name() + derived.function();
            case FieldRule.Source.Asked asked ->
                "asked " + app.entry(asked.from()).name()
                        + asked.with().stream()
                                .map(slot -> app.entry(slot).name())
                                .toList() + asked.role()
                        + asked.answers();
        };
        return source
                + field.stored().form().map(Meaning::form)
                + field.stored().keep()
                + sorted(field.purposes())
                + field.optional();
    }

    private static String form(Form form) {
        List<String> links = form.links().stream()
                .map(Form.Link::transform)
                .map(link -> link instanceof Record ? link.toString() : "keyed")
                .toList();
        return form.name() + form.undo() + links;
    }

    private static List<String> places(AppPolicy app, Shape shape) {
        List<String> places = new ArrayList<>(shape.places().stream()
                .map(place -> app.entry(place.slot()).name() + place.path() + place.kind() + place.maxChars())
                .toList());
        shape.named().forEach(place -> places.add("!" + place.path()));
        places.add(shape.from() + "" + shape.isList() + shape.recordPart());
        Collections.sort(places);
        return places;
    }

    private static List<String> names(AppPolicy app, Map<String, Integer> slots) {
        return sorted(slots.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + app.entry(entry.getValue()).name())
                .toList());
    }

    private static List<String> forms(AppPolicy app, Map<Integer, Form> forms) {
        return sorted(forms.entrySet().stream()
                .map(entry -> app.entry(entry.getKey()).name() + "="
                        + entry.getValue().name())
                .toList());
    }

    private static List<String> sorted(Collection<?> words) {
        return words.stream().map(Object::toString).sorted().toList();
    }
}
