package io.fieldgate.officer;

import io.fieldgate.document.FieldPath;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.Entry;
import io.fieldgate.policy.FieldRule;
import io.fieldgate.policy.NamedPlace;
import io.fieldgate.policy.RetentionPeriod;
import io.fieldgate.policy.RevealRule;
import io.fieldgate.policy.compile.LintExamples;
import io.fieldgate.policy.source.Messages;
import io.fieldgate.transform.form.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Says which line of a policy decides about a place, and what it decides. Pure: reads the compiled policy, prints
/// nothing.
public final class Explain {

    /// One deciding line. @param line 1-based, 0 where no line mentions the place @param says one sentence
    public record Decision(int line, String says) {}

    private Explain() {}

    /// @param place as it stands in a policy or a problem document, `/person/name`, `query:page`, `part:photo`
    /// @param role for whom it would be shown; empty for the way in only
    /// @param purpose narrows the reveal lines; empty for every purpose of the role
    public static List<Decision> place(
            AppPolicy app, FieldPath place, Optional<String> role, Optional<String> purpose) {
        Optional<Entry> entry = app.entries().all().stream()
                .filter(one -> one.places().stream().anyMatch(place::equals))
                .findFirst();
        List<Decision> decisions = new ArrayList<>();
        decisions.add(entry.map(one -> in(one)).orElseGet(() -> unknown(app, place)));
        if (entry.isPresent() && role.isPresent()) {
            decisions.addAll(out(app, entry.get(), role.get(), purpose));
        }
        return decisions;
    }

    private static Decision in(Entry entry) {
        if (!(entry instanceof FieldRule field)) {
            return new Decision(
                    entry.line(),
                    "Carried as it is: `" + entry.name() + "`, a "
                            + entry.type().name() + ".");
        }
        String source = switch (field.source()) {
            case FieldRule.Source.Client _ -> "taken from the client";
            case FieldRule.Source.Derived _ -> "computed at the door";
            case FieldRule.Source.Asked asked -> "answered by the service of `" + asked.role() + "`";
            case FieldRule.Source.App _ -> "the app's own value, never taken from a client";
        };
        String form = field.stored().form().map(Form::name).orElse("as the app has it");
        String life = field.stored()
                .keep()
                .map(keep -> ", for at most " + RetentionPeriod.written(keep.life()))
                .orElse(", not kept");
        return new Decision(field.line(), "Field `" + field.name() + "`: " + source + ", stored " + form + life + ".");
    }

    private static Decision unknown(AppPolicy app, FieldPath place) {
        for (NamedPlace named : app.named()) {
            if (named.place().overlaps(place)) {
                boolean refused = named.fate() == NamedPlace.Fate.REFUSED;
                return new Decision(
                        named.line(),
                        refused
                                ? "Refused: a request that holds it gets 422."
                                : "Dropped: it is left out and reported by name.");
            }
        }
        boolean reject = app.undeclared() == AppPolicy.Undeclared.REJECT;
        return new Decision(
                0,
                "No line mentions it: undeclared, so "
                        + (reject ? "a request that holds it gets 422." : "it is left out and counted."));
    }

    private static List<Decision> out(AppPolicy app, Entry entry, String role, Optional<String> purpose) {
        List<Decision> decisions = new ArrayList<>();
        for (RevealRule rule : app.reveal()) {
            boolean asked = rule.role().name().equals(role)
                    && purpose.map(rule.purpose()::equals).orElse(true);
            if (asked) {
                Form form = rule.show().get(entry.slot());
                String shown = form == null ? "is not shown" : "is shown as " + form.name();
                decisions.add(new Decision(
                        rule.line(),
                        "For `" + role + "` and `" + rule.purpose() + "` it " + shown + bounds(app, rule) + "."));
            }
        }
        if (decisions.isEmpty()) {
            decisions.add(
                    new Decision(0, "No line reveals anything to `" + role + "` for that purpose: nothing is shown."));
        }
        return decisions;
    }

    /// What the view holds every one of its fields to.
    private static String bounds(AppPolicy app, RevealRule rule) {
        StringBuilder bounds = new StringBuilder();
        rule.rows()
                .ifPresent(rows -> bounds.append(", of records whose `")
                        .append(app.entry(rows.slot()).name())
                        .append(
                                rows.kind() == RevealRule.OwnRows.Kind.NOT_OWN
                                        ? "` is not the caller's own"
                                        : "` is the caller's own"));
        if (!rule.on().isEmpty()) {
            bounds.append(", on ")
                    .append(String.join(", ", rule.on().stream().sorted().toList()));
        }
        rule.atMost().ifPresent(most -> bounds.append(", for ").append(most).append(" people a day"));
        if (rule.beyond() == RevealRule.Beyond.MASK) {
            bounds.append(" and masked beyond");
        }
        return bounds.toString();
    }

    /// What a rule can say: each of its findings, as a policy file with that one mistake gets it; empty for an
    /// unknown rule. A line each.
    public static List<String> rule(String id, Messages.Language language) {
        List<String> lines = new ArrayList<>();
        LintExamples.in(language).forEach((message, finding) -> {
            if (message.startsWith(id + ".")) {
                if (!lines.isEmpty()) {
                    lines.add("");
                }
                lines.addAll(finding);
            }
        });
        return lines;
    }
}
