package io.fieldgate.policy.lint;

import io.fieldgate.policy.Route;
import io.fieldgate.policy.bind.Scalars;
import io.fieldgate.policy.register.Located;
import io.fieldgate.policy.register.Register;
import io.fieldgate.policy.register.Register.FieldBlock;
import io.fieldgate.policy.register.Register.KeepBlock;
import io.fieldgate.policy.register.Register.RouteBlock;
import io.fieldgate.policy.register.Vocabulary.EventBlock;
import io.fieldgate.policy.source.Diagnostic.Span;
import io.fieldgate.policy.source.Diagnostics;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Group RET: everything has an end, and something that makes it happen.
final class RetentionRules implements RegisterLint {
    @Override
    public List<String> rules() {
        return List.of(
                "FG-RET-01",
                "FG-RET-02",
                "FG-RET-03",
                "FG-RET-04",
                "FG-RET-05",
                "FG-RET-06",
                "FG-RET-07",
                "FG-RET-08",
                "FG-RET-09",
                "FG-RET-10");
    }

    @Override
    public void check(Facts facts, Diagnostics out) {
        for (FieldBlock field : facts.fields()) {
            said(field, facts, out);
            ceiling(field, facts, out);
            field.life().keep().ifPresent(keep -> shape(field, keep, facts, out));
            outlives(field, facts, out);
        }
        campaign(facts, out);
        erased(facts, out);
        identifier(facts, out);
    }

    /// One cause, one finding: at the keep that reaches furthest.
    private static void campaign(Facts facts, Diagnostics out) {
        Optional<Located<LocalDate>> end = facts.campaign().flatMap(campaign -> campaign.endsAtLatest());
        if (end.isEmpty()) {
            return;
        }
        List<FieldBlock> past = facts.fields().stream()
                .filter(field -> facts.life(field)
                        .flatMap(facts::lastDay)
                        .filter(last -> last.isAfter(end.get().value().plusDays(1)))
                        .isPresent())
                .sorted(Comparator.comparing(
                                (FieldBlock field) -> facts.life(field).orElseThrow())
                        .reversed())
                .toList();
        if (past.size() == 1) {
            FieldBlock field = past.getFirst();
            out.warn(
                            "FG-RET-08.campaign",
                            lifeSpan(field),
                            field.name().value(),
                            end.get().value())
                    .other(end.get().span());
        } else if (!past.isEmpty()) {
            FieldBlock field = past.getFirst();
            out.warn(
                            "FG-RET-08.several",
                            lifeSpan(field),
                            past.size(),
                            field.name().value(),
                            end.get().value())
                    .other(end.get().span());
        }
    }

    private static void said(FieldBlock field, Facts facts, Diagnostics out) {
        boolean kept = field.life().keep().isPresent();
        if (facts.isEphemeral(field) && kept) {
            out.error(
                    "FG-RET-01.ephemeral",
                    field.life().keep().orElseThrow().span(),
                    field.name().value());
        } else if (!facts.isEphemeral(field) && !kept) {
            out.error("FG-RET-01.no-keep", field.name().span(), field.name().value());
        }
    }

    private static void ceiling(FieldBlock field, Facts facts, Diagnostics out) {
        Optional<Duration> life = facts.life(field);
        Optional<Located<Duration>> ceiling =
                facts.type(field).flatMap(type -> type.allowed().keepAtMost());
        if (life.isPresent()
                && ceiling.isPresent()
                && life.get().compareTo(ceiling.get().value()) > 0) {
            String most = Scalars.period(ceiling.get().value());
            out.error(
                            "FG-RET-02.ceiling",
                            lifeSpan(field),
                            field.name().value(),
                            Scalars.period(life.get()),
                            field.type().value(),
                            most)
                    .other(ceiling.get().span())
                    .fix(most);
        }
        if (facts.type(field).isPresent() && ceiling.isEmpty()) {
            out.error("FG-RET-02.no-ceiling", field.type().span(), field.type().value());
        }
    }

    private static Span lifeSpan(FieldBlock field) {
        KeepBlock keep = field.life().keep().orElseThrow();
        return keep.period().or(keep::atMost).map(Located::span).orElse(keep.span());
    }

    private static void shape(FieldBlock field, KeepBlock keep, Facts facts, Diagnostics out) {
        if (keep.event().isPresent() && keep.atMost().isEmpty()) {
            out.error("FG-RET-03.until", keep.span(), field.name().value());
        }
        if (keep.daily().isPresent() && keep.period().isEmpty()) {
            out.error("FG-RET-03.daily", keep.span(), field.name().value());
        }
        if (keep.event().isPresent()) {
            Located<String> until = keep.event().get().until();
            EventBlock event = facts.vocabulary().words().events().get(until.value());
            if (event != null && event.declaredBy().isEmpty()) {
                out.error("FG-RET-05.nobody", until.span(), until.value())
                        .other(event.name().span());
            }
            if (facts.isReadableByApp(field)) {
                out.error("FG-RET-09.no-key", until.span(), field.name().value());
            }
        }
    }

    private static void outlives(FieldBlock field, Facts facts, Diagnostics out) {
        Optional<LocalDate> last = facts.life(field).flatMap(facts::lastDay);
        if (last.isEmpty()) {
            return;
        }
        for (Register.ProcessorBlock processor :
                facts.register().duties().accountable().processors()) {
            processor
                    .until()
                    .filter(until -> last.get().isAfter(until.value()))
                    .ifPresent(until -> out.error(
                                    "FG-RET-04.contract",
                                    lifeSpan(field),
                                    field.name().value(),
                                    last.get(),
                                    processor.org().value(),
                                    until.value())
                            .other(until.span()));
        }
    }

    private static void erased(Facts facts, Diagnostics out) {
        Register register = facts.register();
        List<FieldBlock> own =
                facts.fields().stream().filter(facts::isEndedByApp).toList();
        if (own.isEmpty()) {
            return;
        }
        boolean erases =
                register.flow().routes().stream().anyMatch(route -> route.act().kind() == Route.Kind.ERASES);
        boolean taught = register.identity()
                .record()
                .filter(record -> register.flow().routes().stream().anyMatch(route -> teaches(route, record)))
                .isPresent();
        FieldBlock first = own.getFirst();
        if (!erases) {
            out.error("FG-RET-06.no-route", first.name().span(), first.name().value());
        } else if (!taught) {
            out.error("FG-RET-06.no-name", first.name().span(), first.name().value());
        }
        for (FieldBlock field : own) {
            boolean other = facts.life(field).isPresent()
                    && facts.life(first).isPresent()
                    && !endOf(field).equals(endOf(first));
            if (other) {
                out.warn(
                                "FG-RET-10.ends",
                                lifeSpan(field),
                                field.name().value(),
                                first.name().value())
                        .other(first.name().span());
            }
        }
    }

    private static boolean teaches(RouteBlock route, Located<String> record) {
        return route.act().kind() == Route.Kind.TAKES
                && route.answers().stream().anyMatch(answer -> answer.value().equals(record.value()));
    }

    private static List<Object> endOf(FieldBlock field) {
        KeepBlock keep = field.life().keep().orElseThrow();
        return List.of(keep.life(), keep.daily().map(Located::value));
    }

    private static void identifier(Facts facts, Diagnostics out) {
        for (FieldBlock field : facts.fields()) {
            Optional<Duration> life = facts.life(field);
            if (!facts.identifiesAlone(field) || life.isEmpty()) {
                continue;
            }
            Optional<Duration> rest = facts.fields().stream()
                    .filter(other -> !other.name().value().equals(field.name().value()))
                    .flatMap(other -> facts.life(other).stream())
                    .max(Duration::compareTo);
            if (rest.isPresent() && life.get().compareTo(rest.get()) > 0) {
                out.warn(
                        "FG-RET-07.identifier",
                        lifeSpan(field),
                        field.name().value(),
                        Scalars.period(life.get()),
                        Scalars.period(rest.get()));
            }
        }
    }
}
