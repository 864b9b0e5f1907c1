package io.fieldgate.policy.register;

import io.fieldgate.document.FieldPath;
import io.fieldgate.policy.AppLimits;
import io.fieldgate.policy.NamedPlace;
import io.fieldgate.policy.RetentionPeriod;
import io.fieldgate.policy.Role;
import io.fieldgate.policy.Route;
import io.fieldgate.policy.source.Diagnostic.Span;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
            Located<String> name,
            Located<String> title,
            Located<String> scope,
            Optional<Located<String>> subject,
            Optional<Located<String>> record) {}

    /// @param sunset empty where it could not be read
    public record Duties(
            Optional<Located<LocalDate>> sunset,
            Optional<Located<LocalDate>> assessmentDue,
            Optional<Located<String>> campaign,
            AccountableBlock accountable,
            Optional<Located<String>> underFourteen,
            List<PurposeBlock> purposes) {
        public Duties {
            purposes = List.copyOf(purposes);
        }
    }

    public record AccountableBlock(
            Span span,
            Located<String> collector,
            Optional<String> person,
            Optional<String> contact,
            List<Located<String>> users,
            List<ProcessorBlock> processors) {
        public AccountableBlock {
            users = List.copyOf(users);
            processors = List.copyOf(processors);
        }

        /// Who collects and who uses the data: their staff may write.
        public Set<String> inCharge() {
            return Stream.concat(Stream.of(collector), users.stream())
                    .map(Located::value)
                    .collect(Collectors.toUnmodifiableSet());
        }

        /// And who works for them.
        public Set<String> orgs() {
            return Stream.concat(
                            inCharge().stream(),
                            processors.stream().map(processor -> processor.org().value()))
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    public record ProcessorBlock(Located<String> org, boolean hasContract, Optional<Located<LocalDate>> until) {}

    public record PurposeBlock(
            Located<String> name,
            Located<String> basis,
            Optional<Located<String>> order,
            Optional<Located<String>> where,
            Optional<ConsentBlock> consent) {
        public boolean isConsent() {
            return basis.value().equals("consent");
        }
    }

    public record ConsentBlock(
            Span span, Optional<Located<String>> notice, boolean separate, Optional<Located<String>> withdraw) {}

    public record Flow(
            List<RouteBlock> routes,
            List<FieldBlock> fields,
            List<CarryBlock> carries,
            List<NamedBlock> named,
            Located<String> undeclared) {
        public Flow {
            routes = List.copyOf(routes);
            fields = List.copyOf(fields);
            carries = List.copyOf(carries);
            named = List.copyOf(named);
        }
    }

    public record RouteBlock(
            Located<String> template,
            Route.Target target,
            Act act,
            List<Located<String>> by,
            Optional<Located<String>> body,
            List<Located<String>> asks,
            List<Located<String>> answers) {
        public RouteBlock {
            by = List.copyOf(by);
            asks = List.copyOf(asks);
            answers = List.copyOf(answers);
        }

        /// Names of its path parameters.
        public List<String> parameters() {
            return target.segments().stream()
                    .filter(segment -> segment.startsWith("{"))
                    .map(segment -> segment.substring(1, segment.length() - 1))
                    .toList();
        }

        public boolean isOpenGives() {
            return act.open() && act.kind() == Route.Kind.GIVES;
        }
    }

    /// @param from the steps of `from:`; empty = the document itself
    /// @param part the form part that holds the record, where the file names one
    public record Act(
            Route.Kind kind,
            Route.Cardinality many,
            List<String> from,
            Optional<String> part,
            boolean open,
            boolean idempotent) {
        public Act {
            from = List.copyOf(from);
        }
    }

    public record FieldBlock(
            Located<String> name,
            Placing placing,
            Located<String> type,
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

        /// All places where the value may stand, `put` included.
        public List<Located<FieldPath>> places() {
            return placing.put().map(List::of).orElse(placing.at());
        }
    }

    public record Placing(
            List<Located<FieldPath>> at,
            Optional<Located<String>> from,
            Optional<Located<FieldPath>> put,
            List<Located<String>> with,
            Optional<Located<String>> by) {
        public Placing {
            at = List.copyOf(at);
            with = List.copyOf(with);
        }
    }

    public record WhyLine(Located<String> purpose, Located<String> text) {}

    public record Life(Optional<Located<String>> as, Optional<KeepBlock> keep) {}

    /// @param period the plain form, or `for`
    public record KeepBlock(
            Span span,
            Optional<Located<Duration>> period,
            Optional<Located<RetentionPeriod.DailyEnd>> daily,
            Optional<EventEnd> event,
            Optional<Located<Duration>> atMost) {
        /// The longest life, where it is said.
        public Optional<Duration> life() {
            return period.or(() -> atMost).map(Located::value);
        }
    }

    public record EventEnd(Located<String> until, Optional<Located<String>> then) {}

    public record CarryBlock(
            Located<String> name, List<Located<FieldPath>> at, Located<String> type, List<Located<String>> of) {
        public CarryBlock {
            at = List.copyOf(at);
            of = List.copyOf(of);
        }
    }

    public record NamedBlock(Located<FieldPath> place, NamedPlace.Fate fate) {}

    /// The words of `needs:`.
    public static final String CASE = "case";
    public static final String REASON = "reason";
    public static final String SECOND_PERSON = "second-person";
    public static final List<String> NEEDS = List.of(CASE, REASON, SECOND_PERSON);

    /// @param all where `show: all` stands
    public record RevealBlock(
            Located<String> role,
            Located<String> purpose,
            Optional<Span> all,
            List<ShowLine> show,
            Cap cap,
            List<Located<String>> needs) {
        public RevealBlock {
            show = List.copyOf(show);
            needs = List.copyOf(needs);
        }

        public boolean isSubject() {
            return role.value().equals(Role.SUBJECT);
        }

        public boolean needs(String word) {
            return needs.stream().anyMatch(need -> need.value().equals(word));
        }
    }

    public record ShowLine(Located<String> entry, Located<String> form) {}

    /// @param on the only routes it holds for
    /// @param hasAtMost it is written, read or not
    /// @param identifying why the view may single people out
    public record Cap(
            Optional<RowsLine> rows,
            List<Located<String>> on,
            Optional<Located<Integer>> atMost,
            boolean hasAtMost,
            boolean mask,
            Optional<Located<String>> identifying) {
        public Cap {
            on = List.copyOf(on);
        }

        /// Whether the view holds for the route.
        public boolean isOn(RouteBlock route) {
            return on.isEmpty()
                    || on.stream()
                            .anyMatch(template ->
                                    template.value().equals(route.template().value()));
        }
    }

    /// `rows: { entry: own }`, or `not-own`.
    public record RowsLine(Located<String> entry, Located<String> whose) {
        public static final String OWN = "own";
        public static final String NOT_OWN = "not-own";

        public boolean isOwn() {
            return whose.value().equals(OWN);
        }
    }

    public record LimitsBlock(
            Span span,
            OptionalInt body,
            Optional<Located<Integer>> page,
            Optional<Located<AppLimits.Rate>> perClient,
            Optional<Located<AppLimits.Rate>> perPerson) {}

    /// Whether the path parameter is the id of a record.
    public boolean isRecord(String parameter) {
        FieldPath place = new FieldPath(FieldPath.Origin.PATH, List.of(parameter));
        return identity.record()
                .flatMap(name -> carry(name.value()))
                .filter(carry -> carry.at().stream().anyMatch(at -> at.value().equals(place)))
                .isPresent();
    }

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
