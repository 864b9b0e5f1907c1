package io.fieldgate.policy.lint;

import io.fieldgate.policy.joint.ResidentIdCandidates;
import io.fieldgate.policy.joint.SerialNumberCandidates;
import io.fieldgate.policy.register.Located;
import io.fieldgate.policy.register.Register;
import io.fieldgate.policy.register.Register.FieldBlock;
import io.fieldgate.policy.register.Register.RevealBlock;
import io.fieldgate.policy.register.Register.ShowLine;
import io.fieldgate.policy.register.Vocabulary.TypeBlock;
import io.fieldgate.policy.source.Diagnostics;
import io.fieldgate.transform.Meaning;
import io.fieldgate.transform.form.Effect;
import io.fieldgate.transform.form.Form;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// FG-JNT-01: what one view shows together must leave at least 2^12 people for an identifier it does not show plain;
/// what it does show plain it says openly, and that counts in full against every other such number of the person.
/// FG-JNT-02: the same for all roles of one organisation together. A view that says `identifying` is in neither.
/// Numbers that hold a birth date are judged by their parts ([ResidentIdCandidates]), other papers by the characters a
/// mask leaves ([SerialNumberCandidates]); a mask of anything else that points to one person has no model and is
/// refused.
/// Source: counts of the policy register §5 (`ends2` 3.2×10^7, `last4` with district 3,354).
final class JointRules implements RegisterLint {
    private static final double LEAST = ResidentIdCandidates.LEAST;

    @Override
    public List<String> rules() {
        return List.of("FG-JNT-01", "FG-JNT-02");
    }

    @Override
    public void check(Facts facts, Diagnostics out) {
        List<RevealBlock> judged = facts.register().reveal().stream()
                .filter(view -> !view.isSubject() && view.cap().identifying().isEmpty())
                .toList();
        int before = out.size();
        for (RevealBlock view : judged) {
            view.show().forEach(line -> masked(line, view, facts, out));
            facts.fields().forEach(field -> together(field, view, facts, out));
        }
        if (out.size() == before) {
            organisations(judged, facts).values().forEach(views -> organisation(views, facts, out));
        }
    }

    private static Map<String, List<RevealBlock>> organisations(List<RevealBlock> views, Facts facts) {
        Map<String, List<RevealBlock>> byOrg = new LinkedHashMap<>();
        for (RevealBlock view : views) {
            facts.vocabulary()
                    .role(view.role().value())
                    .ifPresent(role -> byOrg.computeIfAbsent(role.org().value(), _ -> new ArrayList<>())
                            .add(view));
        }
        return byOrg;
    }

    /// What colleagues can lay side by side.
    private static void organisation(List<RevealBlock> views, Facts facts, Diagnostics out) {
        if (views.size() < 2) {
            return;
        }
        for (FieldBlock field : facts.fields()) {
            double people = Math.min(numbers(field, views, facts), papers(field, views, facts));
            if (people < LEAST) {
                RevealBlock last = views.getLast();
                String org = facts.vocabulary()
                        .role(last.role().value())
                        .orElseThrow()
                        .org()
                        .value();
                out.error(
                                "FG-JNT-02.together",
                                last.role().span(),
                                org,
                                Math.round(people),
                                field.name().value(),
                                Math.round(LEAST),
                                roles(views))
                        .other(views.getFirst().role().span());
                return;
            }
        }
    }

    private static String roles(List<RevealBlock> views) {
        return views.stream().map(view -> view.role().value()).distinct().collect(Collectors.joining(", "));
    }

    private static double numbers(FieldBlock field, List<RevealBlock> views, Facts facts) {
        Optional<Meaning.ResidentId> number = residentId(field, facts);
        boolean plain = views.stream().anyMatch(view -> showsPlain(view, field, facts));
        if (number.isEmpty() || facts.isEphemeral(field) || plain) {
            return Double.MAX_VALUE;
        }
        ResidentIdCandidates left = new ResidentIdCandidates(number.get());
        views.forEach(view -> see(view, left, facts));
        return left.people();
    }

    /// Two masks of one paper show the characters of both.
    private static double papers(FieldBlock field, List<RevealBlock> views, Facts facts) {
        List<Form> forms = views.stream()
                .flatMap(view -> view.show().stream())
                .filter(line -> line.entry().value().equals(field.name().value()))
                .flatMap(line -> facts.vocabulary().form(line.form().value()).stream())
                .distinct()
                .toList();
        if (!facts.identifiesAlone(field)
                || residentId(field, facts).isPresent()
                || forms.size() < 2
                || forms.stream().anyMatch(form -> !hides(form.effect()))) {
            return Double.MAX_VALUE;
        }
        TypeBlock type = facts.type(field).orElseThrow();
        return SerialNumberCandidates.left(
                        type.meaning(Meaning.Serial.class), type.traits().values(), forms)
                .orElse(Double.MAX_VALUE);
    }

    /// A mask alone: of a paper with a model, or of something nobody has counted.
    private static void masked(ShowLine line, RevealBlock view, Facts facts, Diagnostics out) {
        Optional<FieldBlock> field = facts.register().field(line.entry().value());
        Optional<Form> form = facts.vocabulary().form(line.form().value());
        boolean hides = form.isPresent()
                && hides(form.get().effect())
                && field.isPresent()
                && facts.identifiesAlone(field.get());
        if (!hides || residentId(field.get(), facts).isPresent()) {
            return;
        }
        TypeBlock type = facts.type(field.get()).orElseThrow();
        OptionalDouble left = SerialNumberCandidates.left(
                type.meaning(Meaning.Serial.class), type.traits().values(), List.of(form.get()));
        if (left.isEmpty()) {
            out.error(
                            "FG-JNT-01.no-model",
                            line.form().span(),
                            line.entry().value(),
                            line.form().value(),
                            type.name().value(),
                            counted(type, facts))
                    .other(field.get().name().span());
        } else if (left.getAsDouble() < LEAST) {
            refuse(view, field.get(), left.getAsDouble(), line.entry().value(), out);
        }
    }

    /// A part of the value shows: neither all of it nor none.
    private static boolean hides(Effect effect) {
        return switch (effect) {
            case PLAIN, NORMALISE, PSEUDONYM -> false;
            case DISCARD, SEAL, TOKEN, MASK, GENERALISE -> true;
        };
    }

    /// The forms of the type that somebody has counted.
    private static String counted(TypeBlock type, Facts facts) {
        List<String> names = type.allowed().show().stream()
                .map(Located::value)
                .filter(name -> facts.vocabulary()
                        .form(name)
                        .filter(form -> form.effect() == Effect.PSEUDONYM
                                || SerialNumberCandidates.left(
                                                type.meaning(Meaning.Serial.class),
                                                type.traits().values(),
                                                List.of(form))
                                        .isPresent())
                        .isPresent())
                .toList();
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private static void together(FieldBlock field, RevealBlock view, Facts facts, Diagnostics out) {
        Optional<Meaning.ResidentId> number = residentId(field, facts);
        if (number.isEmpty() || facts.isEphemeral(field) || showsPlain(view, field, facts)) {
            return;
        }
        ResidentIdCandidates left = new ResidentIdCandidates(number.get());
        see(view, left, facts);
        if (left.people() < LEAST) {
            refuse(view, field, left.people(), left.told(), out);
        }
    }

    private static boolean showsPlain(RevealBlock view, FieldBlock field, Facts facts) {
        return view.show().stream()
                .anyMatch(line -> line.entry().value().equals(field.name().value())
                        && facts.vocabulary()
                                .form(line.form().value())
                                .filter(Form::isPlain)
                                .isPresent());
    }

    private static void see(RevealBlock view, ResidentIdCandidates left, Facts facts) {
        for (ShowLine line : view.show()) {
            Optional<TypeBlock> type =
                    facts.register().field(line.entry().value()).flatMap(facts::type);
            Optional<Form> form = facts.vocabulary().form(line.form().value());
            if (type.isPresent() && form.isPresent()) {
                left.see(line.entry().value(), type.get().meanings(), form.get());
            }
        }
        view.cap()
                .rows()
                .filter(Register.RowsLine::isOwn)
                .map(line -> line.entry().value())
                .filter(entry ->
                        facts.register().field(entry).filter(facts::isPlace).isPresent())
                .ifPresent(left::seeRegion);
    }

    private static Optional<Meaning.ResidentId> residentId(FieldBlock field, Facts facts) {
        return facts.type(field).flatMap(type -> type.meaning(Meaning.ResidentId.class));
    }

    private static void refuse(RevealBlock view, FieldBlock field, double people, String told, Diagnostics out) {
        out.error(
                        "FG-JNT-01.candidates",
                        view.role().span(),
                        view.role().value(),
                        view.purpose().value(),
                        Math.round(people),
                        field.name().value(),
                        Math.round(LEAST),
                        told)
                .other(field.name().span());
    }
}
