package io.fieldgate.policy;

import io.fieldgate.document.Shape;
import io.fieldgate.transform.Form;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// What a compiled register means, without its order and its lines: sorted texts to compare.
final class Meaning {
    private Meaning() {}

    static List<String> of(AppPolicy app) {
        List<String> lines = new ArrayList<>();
        lines.add(app.name() + " " + app.head().scope() + " " + app.undeclared() + " " + app.limits() + " "
                + app.duties().sunset()
                + app.duties().purposes().entrySet().stream()
                        .map(Object::toString)
                        .sorted()
                        .toList());
        for (Entry entry : app.entries().all()) {
            lines.add(entry.name() + " " + entry.places() + " " + entry.type().name() + " "
                    + entry.type().content() + (entry instanceof FieldRule field ? field(app, field) : ""));
        }
        app.named().forEach(named -> lines.add(named.place() + " " + named.fate()));
        for (Route route : app.routes()) {
            lines.add(route.template() + " " + route.kind() + route.many() + route.body()
                    + places(app, route.request().body())
                    + places(app, route.request().query())
                    + names(app, route.request().path())
                    + places(app, route.answer().shape()) + route.traits().open()
                    + route.traits().idempotent() + sorted(route.traits().purposes()));
        }
        for (RevealRule view : app.reveal()) {
            lines.add(view.role().name() + " " + view.role().org() + " " + view.purpose() + forms(app, view.show())
                    + forms(app, view.weakest()) + view.atMost() + view.beyond()
                    + view.rows().map(rows -> app.entry(rows.slot()).name() + rows.claim()));
        }
        Collections.sort(lines);
        return lines;
    }

    private static String field(AppPolicy app, FieldRule field) {
        String source = switch (field.source()) {
            case FieldRule.Source.Client() -> "client";
            case FieldRule.Source.App() -> "app";
            case FieldRule.Source.Derived derived ->
                "from " + app.entry(derived.from()).name();
            case FieldRule.Source.Asked asked ->
                "asked " + app.entry(asked.from()).name()
                        + asked.with().stream()
                                .map(slot -> app.entry(slot).name())
                                .toList() + asked.role() + asked.answers();
        };
        return source
                + field.stored().form().map(Form::name)
                + field.stored().keep()
                + sorted(field.purposes())
                + field.optional();
    }

    private static List<String> places(AppPolicy app, Shape shape) {
        List<String> places = new ArrayList<>(shape.places().stream()
                .map(place -> app.entry(place.slot()).name() + place.path() + place.kind() + place.maxChars())
                .toList());
        shape.named().forEach(place -> places.add("!" + place.path()));
        places.add(shape.from() + "" + shape.isList());
        Collections.sort(places);
        return places;
    }

    private static List<String> names(AppPolicy app, Map<String, Integer> slots) {
        return slots.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + app.entry(entry.getValue()).name())
                .sorted()
                .toList();
    }

    private static List<String> forms(AppPolicy app, Map<Integer, Form> forms) {
        return forms.entrySet().stream()
                .map(entry -> app.entry(entry.getKey()).name() + "="
                        + entry.getValue().name())
                .sorted()
                .toList();
    }

    private static List<String> sorted(java.util.Collection<String> words) {
        return words.stream().sorted().toList();
    }
}
