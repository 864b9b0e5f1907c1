package io.fieldgate.enforce;

import io.fieldgate.enforce.Revealer.Strength;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.FieldRule;
import io.fieldgate.policy.FieldType.Identifies;
import io.fieldgate.policy.RevealRule;
import io.fieldgate.policy.RevealRule.OwnRows;
import io.fieldgate.policy.Role;
import io.fieldgate.policy.joint.ResidentIdCandidates;
import io.fieldgate.policy.joint.SerialNumberCandidates;
import io.fieldgate.transform.Meaning;
import io.fieldgate.transform.form.Effect;
import io.fieldgate.transform.form.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What one reader may still be shown of a record when what he saw of it in other roles lies beside it. A number that
/// points to one person alone must keep [ResidentIdCandidates#LEAST] people, unless one of the views tells as much by
/// itself: what a view says openly is its own. A view that says `identifying` is not judged, but what it showed counts.
///
/// The checker says the same of the roles of one organisation before a register is in force (FG-JNT-02); this holds
/// where it cannot look: beside a view that says `identifying`, and after a register was changed.
/// Immutable, pure; made once for each register in force.
public final class JointViews {
    private static final int MOST = 10; // views of which every combination is tried

    /// What a reader has been shown of a record, or is to be: a view in one strength.
    private record Sight(RevealRule view, Map<Integer, Form> forms) {}

    private final AppPolicy app;
    private final List<RevealRule> views;
    private final List<FieldRule> identifiers;
    private final boolean matters;

    private JointViews(AppPolicy app) {
        this.app = app;
        this.views = app.reveal().stream()
                .filter(view -> !view.role().name().equals(Role.SUBJECT))
                .toList();
        this.identifiers = app.fields().stream()
                .filter(field -> field.type().traits().identifies() == Identifies.ALONE && !field.isEphemeral())
                .toList();
        this.matters = views.size() > MOST || views.stream().anyMatch(this::mayTellMore);
    }

    public static JointViews of(AppPolicy app) {
        return new JointViews(app);
    }

    /// Whether any two of its views could ever say too much together: only then need anybody know who saw what.
    public boolean matter() {
        return matters;
    }

    /// A view's name, which it keeps when its register is changed.
    public static String name(RevealRule view) {
        return view.role().name() + " " + view.purpose();
    }

    /// @param view what the reader asks for now
    /// @param before names of the views of this register in which he saw the record
    public Strength left(RevealRule view, Set<String> before) {
        List<Sight> seen = views.stream()
                .filter(each -> before.contains(name(each)) && !each.equals(view))
                .map(each -> new Sight(each, each.show()))
                .toList();
        if (view.identifying() || !tellsMore(view, view.show(), seen)) {
            return Strength.FULL;
        }
        return tellsMore(view, view.weakest(), seen) ? Strength.NOTHING : Strength.WEAKEST;
    }

    private boolean mayTellMore(RevealRule view) {
        List<RevealRule> others =
                views.stream().filter(each -> !each.equals(view)).toList();
        return IntStream.range(1, 1 << others.size())
                .mapToObj(chosen -> IntStream.range(0, others.size())
                        .filter(i -> (chosen & 1 << i) != 0)
                        .mapToObj(i -> name(others.get(i)))
                        .collect(Collectors.toUnmodifiableSet()))
                .anyMatch(before -> left(view, before) != Strength.FULL);
    }

    private boolean tellsMore(RevealRule view, Map<Integer, Form> forms, List<Sight> seen) {
        Sight now = new Sight(view, forms);
        List<Sight> together = new ArrayList<>(seen);
        together.add(now);
        return identifiers.stream().anyMatch(number -> {
            double left = people(number, together);
            return left < ResidentIdCandidates.LEAST
                    && left < people(number, seen)
                    && left < people(number, List.of(now));
        });
    }

    private double people(FieldRule number, List<Sight> seen) {
        return number.type().meanings().stream()
                .filter(Meaning.ResidentId.class::isInstance)
                .map(Meaning.ResidentId.class::cast)
                .findFirst()
                .map(residentId -> byParts(residentId, seen))
                .orElseGet(() -> byCharacters(number, seen));
    }

    private double byParts(Meaning.ResidentId number, List<Sight> seen) {
        ResidentIdCandidates left = new ResidentIdCandidates(number);
        for (Sight sight : seen) {
            sight.forms().forEach((slot, form) -> {
                if (app.entry(slot) instanceof FieldRule field) {
                    left.see(field.name(), field.type().meanings(), form);
                }
            });
            sight.view()
                    .rows()
                    .filter(rows -> rows.kind() == OwnRows.Kind.OWN_REGION)
                    .ifPresent(rows -> left.seeRegion(app.entry(rows.slot()).name()));
        }
        return Math.max(1, left.people());
    }

    /// Of a number with no parts: what its masks leave. Two forms nobody has counted tell all of it.
    private static double byCharacters(FieldRule number, List<Sight> seen) {
        List<Form> forms = seen.stream()
                .flatMap(sight -> Optional.ofNullable(sight.forms().get(number.slot())).stream())
                .filter(form -> form.effect() != Effect.PSEUDONYM)
                .distinct()
                .toList();
        if (forms.isEmpty()) {
            return Double.MAX_VALUE;
        }
        if (forms.stream().anyMatch(Form::isPlain)) {
            return 1;
        }
        return SerialNumberCandidates.left(
                        number.type().meanings().stream()
                                .filter(Meaning.Serial.class::isInstance)
                                .map(Meaning.Serial.class::cast)
                                .findFirst(),
                        number.type().traits().values(),
                        forms)
                .orElse(forms.size() == 1 ? Double.MAX_VALUE : 1);
    }
}
