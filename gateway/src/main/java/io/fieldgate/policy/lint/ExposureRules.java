package io.fieldgate.policy.lint;

import io.fieldgate.document.FieldPath.Origin;
import io.fieldgate.policy.register.Located;
import io.fieldgate.policy.register.Register.FieldBlock;
import io.fieldgate.policy.register.Register.RevealBlock;
import io.fieldgate.policy.register.Register.RouteBlock;
import io.fieldgate.policy.register.Register.ShowLine;
import io.fieldgate.policy.source.Diagnostics;
import io.fieldgate.transform.Meaning;
import java.util.List;

/// Values that get further than their line says: free text with the numbers of others in it (FG-MIN-08), addresses that
/// others write down (FG-MIN-10), and where somebody comes from, put before those who decide about him (FG-MIN-13).
final class ExposureRules implements RegisterLint {
    private static final int FREE_TEXT = 200; // code points: a sentence about somebody else, not a name of something

    @Override
    public List<String> rules() {
        return List.of("FG-MIN-08", "FG-MIN-10", "FG-MIN-13");
    }

    @Override
    public void check(Facts facts, Diagnostics out) {
        for (FieldBlock field : facts.fields()) {
            inAddress(field, facts, out);
            if (isText(field, facts)
                    && facts.form(field).filter(form -> form.isPlain()).isPresent()) {
                Located<String> as = field.life().as().orElseThrow();
                out.warn("FG-MIN-08.stored", as.span(), field.name().value());
            }
        }
        for (RevealBlock view : facts.register().reveal()) {
            for (ShowLine line : view.show()) {
                facts.register().field(line.entry().value()).ifPresent(field -> shown(view, line, field, facts, out));
            }
        }
    }

    private static void inAddress(FieldBlock field, Facts facts, Diagnostics out) {
        for (var place : field.placing().at()) {
            Origin origin = place.value().origin();
            if (origin == Origin.QUERY || origin == Origin.PATH) {
                boolean taken = facts.register().flow().routes().stream()
                        .anyMatch(route -> route.act().kind().collects()
                                && comesWith(
                                        route,
                                        field.name().value(),
                                        place.value().steps()));
                out.warn(
                        taken ? "FG-MIN-10.in-address" : "FG-MIN-10.look-up",
                        place.span(),
                        field.name().value());
            }
        }
    }

    private static boolean comesWith(RouteBlock route, String entry, List<String> parameter) {
        return route.asks().stream().anyMatch(asked -> asked.value().equals(entry))
                || route.target().segments().contains("{" + parameter.getFirst() + "}");
    }

    private static void shown(RevealBlock view, ShowLine line, FieldBlock field, Facts facts, Diagnostics out) {
        if (view.isSubject()) {
            return;
        }
        boolean whole = facts.vocabulary()
                .form(line.form().value())
                .filter(form -> form.isPlain())
                .isPresent();
        if (whole && isText(field, facts)) {
            out.warn(
                            "FG-MIN-08.shown",
                            line.form().span(),
                            field.name().value(),
                            view.role().value())
                    .other(field.name().span());
        }
        boolean origin =
                facts.type(field).filter(type -> type.traits().tellsOrigin()).isPresent();
        if (origin) {
            out.warn(
                            "FG-MIN-13.origin",
                            line.entry().span(),
                            field.name().value(),
                            view.role().value())
                    .other(field.name().span());
        }
    }

    /// Whatever somebody writes; an address is something, and is judged as a place.
    private static boolean isText(FieldBlock field, Facts facts) {
        boolean text =
                facts.type(field).filter(type -> type.maxText() >= FREE_TEXT).isPresent();
        return text && facts.meanings(field).stream().noneMatch(Meaning.Place.class::isInstance);
    }
}
