package io.fieldgate.policy.register;

import io.fieldgate.document.FieldPath;
import io.fieldgate.policy.AppLimits;
import io.fieldgate.policy.Keep;
import io.fieldgate.policy.NamedPlace;
import io.fieldgate.policy.Role;
import io.fieldgate.policy.Route;
import io.fieldgate.policy.source.Diagnostic.Span;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// One app's file as it is written, word by word with places: what rules judge and the compiler reads. Names
/// are not resolved yet.
/// @param file as messages show it
/// @param digest base64url SHA-256 of the file's bytes
public record Register(
        String file,
        String digest,
        Identity identity,
        Duties duties,
        Flow flow,
        List<RevealBlock> reveal,
        LimitsBlock limits) {

    public Register {
        reveal = List.copyOf(reveal);
    }

    /// @param subject empty for `none`
    /// @param record empty for `none`
    public record Identity(
            Spot<String> name,
            Spot<String> title,
            Spot<String> scope,
            Optional<Spot<String>> subject,
            Optional<Spot<String>> record) {}

    /// @param sunset empty where it could not be read
    public record Duties(
            Optional<Spot<LocalDate>> sunset,
            Optional<Spot<LocalDate>> assessmentDue,
            Optional<Spot<String>> campaign,
            AccountableBlock accountable,
            Optional<Spot<String>> underFourteen,
            List<PurposeBlock> purposes) {
        public Duties {
            purposes = List.copyOf(purposes);
        }
    }

    public record AccountableBlock(
            Span span,
            Spot<String> collector,
            Optional<String> person,
            Optional<String> contact,
            List<Spot<String>> users,
            List<ProcessorBlock> processors) {
        public AccountableBlock {
            users = List.copyOf(users);
            processors = List.copyOf(processors);
        }
    }

    public record ProcessorBlock(Spot<String> org, boolean hasContract, Optional<Spot<LocalDate>> until) {}

    public record PurposeBlock(
            Spot<String> name, Spot<String> basis, Optional<Spot<String>> order, Optional<ConsentBlock> consent) {
        public boolean isConsent() {
            return basis.value().equals("consent");
        }
    }

    public record ConsentBlock(
            Span span, Optional<Spot<String>> notice, boolean separate, Optional<Spot<String>> withdraw) {}

    public record Flow(
            List<RouteBlock> routes,
            List<FieldBlock> fields,
            List<CarryBlock> carries,
            List<NamedBlock> named,
            Spot<String> undeclared) {
        public Flow {
            routes = List.copyOf(routes);
            fields = List.copyOf(fields);
            carries = List.copyOf(carries);
            named = List.copyOf(named);
        }
    }

    public record RouteBlock(
            Spot<String> template,
            Route.Target target,
            Act act,
            Optional<Spot<String>> body,
            List<Spot<String>> asks,
            List<Spot<String>> answers) {
        public RouteBlock {
            asks = List.copyOf(asks);
            answers = List.copyOf(answers);
        }

        public boolean isOpenGives() {
            return act.open() && act.kind() == Route.Kind.GIVES;
        }
    }

    /// @param from the steps of `from:`; empty = the document itself
    public record Act(Route.Kind kind, Route.Cardinality many, List<String> from, boolean open, boolean idempotent) {
        public Act {
            from = List.copyOf(from);
        }
    }

    public record FieldBlock(
            Spot<String> name,
            Placing placing,
            Spot<String> type,
            List<WhyLine> why,
            Life life,
            boolean optional,
            boolean hasInstead) {
        public FieldBlock {
            why = List.copyOf(why);
        }

        public boolean isByApp() {
            return placing.by().isPresent();
        }

        public boolean isDerived() {
            return placing.from().isPresent();
        }

        public boolean isEphemeral() {
            return life.as().isPresent() && life.as().get().value().equals("ephemeral");
        }

        /// All places where the value may stand, `put` included.
        public List<Spot<FieldPath>> places() {
            return placing.put().map(List::of).orElse(placing.at());
        }
    }

    public record Placing(
            List<Spot<FieldPath>> at,
            Optional<Spot<String>> from,
            Optional<Spot<FieldPath>> put,
            List<Spot<String>> with,
            Optional<Spot<String>> by) {
        public Placing {
            at = List.copyOf(at);
            with = List.copyOf(with);
        }
    }

    public record WhyLine(Spot<String> purpose, Spot<String> text) {}

    public record Life(Optional<Spot<String>> as, Optional<KeepBlock> keep) {}

    /// @param period the plain form, or `for`
    public record KeepBlock(
            Span span,
            Optional<Spot<Duration>> period,
            Optional<Spot<Keep.DailyEnd>> daily,
            Optional<EventEnd> event,
            Optional<Spot<Duration>> atMost) {
        /// The longest life, where it is said.
        public Optional<Duration> life() {
            return period.or(() -> atMost).map(Spot::value);
        }
    }

    public record EventEnd(Spot<String> until, Optional<Spot<String>> then) {}

    public record CarryBlock(Spot<String> name, List<Spot<FieldPath>> at, Spot<String> type, List<Spot<String>> of) {
        public CarryBlock {
            at = List.copyOf(at);
            of = List.copyOf(of);
        }
    }

    public record NamedBlock(Spot<FieldPath> place, NamedPlace.Fate fate) {}

    /// @param all where `show: all` stands
    public record RevealBlock(
            Spot<String> role, Spot<String> purpose, Optional<Span> all, List<ShowLine> show, Cap cap) {
        public RevealBlock {
            show = List.copyOf(show);
        }

        public boolean isSubject() {
            return role.value().equals(Role.SUBJECT);
        }
    }

    public record ShowLine(Spot<String> entry, Spot<String> form) {}

    /// @param rows the entry of `rows: { entry: own }`
    public record Cap(Optional<Spot<String>> rows, OptionalInt atMost, boolean hasAtMost, boolean mask) {}

    public record LimitsBlock(
            Span span,
            OptionalInt body,
            Optional<Spot<Integer>> page,
            Optional<Spot<AppLimits.Rate>> perClient,
            Optional<Spot<AppLimits.Rate>> perPerson) {}

    public String app() {
        return identity.name().value();
    }

    public Optional<FieldBlock> field(String name) {
        return flow.fields().stream()
                .filter(field -> field.name().value().equals(name))
                .findFirst();
    }

    public Optional<CarryBlock> carry(String name) {
        return flow.carries().stream()
                .filter(carry -> carry.name().value().equals(name))
                .findFirst();
    }

    public Optional<PurposeBlock> purpose(String name) {
        return duties.purposes().stream()
                .filter(purpose -> purpose.name().value().equals(name))
                .findFirst();
    }

    /// Entry name → where it is written; fields first.
    public Map<String, Span> entries() {
        Map<String, Span> entries = new java.util.LinkedHashMap<>();
        flow.fields()
                .forEach(field -> entries.put(field.name().value(), field.name().span()));
        flow.carries()
                .forEach(carry ->
                        entries.putIfAbsent(carry.name().value(), carry.name().span()));
        return entries;
    }
}
