package io.fieldgate.enforce;

import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.crypto.Tenant;
import io.fieldgate.crypto.TrustedClock;
import io.fieldgate.crypto.custodian.DevKeys;
import io.fieldgate.crypto.custodian.KeyCustodians;
import io.fieldgate.crypto.keys.Subject;
import io.fieldgate.crypto.keys.TenantKeys;
import io.fieldgate.document.BodyFormats;
import io.fieldgate.document.Cell;
import io.fieldgate.document.Document;
import io.fieldgate.document.Limits;
import io.fieldgate.document.ReadResult;
import io.fieldgate.document.Shape;
import io.fieldgate.document.UndeclaredName;
import io.fieldgate.enforce.Revealer.Facts;
import io.fieldgate.enforce.Revealer.Strength;
import io.fieldgate.enforce.Revealer.SurveyResult;
import io.fieldgate.enforce.Revealer.Viewer;
import io.fieldgate.policy.AppKeys;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.Caller;
import io.fieldgate.policy.RegisterInForce;
import io.fieldgate.policy.Role;
import io.fieldgate.policy.Route;
import io.fieldgate.state.MemoryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/// One register with real keys and a clock that is moved: takes JSON in and gives JSON out the way an exchange does.
final class Gate implements AutoCloseable, TrustedClock {

    static final Instant START = Instant.parse("2020-02-20T02:00:00Z"); // 10:00 in Shanghai
    static final String RECORD = "550e8400-e29b-41d4-a716-446655440000";

    AppPolicy app; // a test may put another register with the same slots in its place
    final AppKeys keys;
    final Set<String> consents = new HashSet<>(Set.of(Registers.FOLLOW_UP));
    final Set<String> live = new HashSet<>(Set.of(RECORD));
    private final TenantKeys domain;
    private final MemoryStore state = new MemoryStore();
    private final Minimizer minimizer = new Minimizer();
    private final Revealer revealer = new Revealer();
    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    Gate(AppPolicy app, Path directory) {
        this.app = app;
        SecureRandom random = new SecureRandom();
        Path wrapping = directory.resolve("wrapping");
        try {
            DevKeys.createWrappingKey(wrapping, random);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        var custodian = KeyCustodians.open("file:" + directory.resolve("keyring"), wrapping, state, now::get, random);
        this.domain =
                TenantKeys.open(new Tenant("city-1", 7, Registers.ZONE), state, custodian, this, _ -> {}, random, null);
        this.keys = AppKeys.bind(app, domain);
    }

    void advance(Duration by) {
        now.updateAndGet(time -> time.plus(by));
    }

    void at(String instant) {
        now.set(Instant.parse(instant));
    }

    @Override
    public Instant latest() {
        return now.get();
    }

    @Override
    public Instant earliest() {
        return now.get();
    }

    @Override
    public boolean agrees() {
        return true;
    }

    DecisionTime moment() {
        return new DecisionTime(now.get(), now.get(), LocalDate.ofInstant(now.get(), Registers.ZONE));
    }

    DecisionRequest asked(Route route) {
        return new DecisionRequest(new RegisterInForce(app, keys), route, moment());
    }

    Route route(String template) {
        return app.routes().stream()
                .filter(route -> route.template().equals(template))
                .findFirst()
                .orElseThrow();
    }

    Route taking() {
        return app.routes().getFirst();
    }

    static Document read(String json, Shape shape) {
        ReadResult readResult = BodyFormats.JSON.read(
                json.getBytes(StandardCharsets.UTF_8),
                "application/json",
                shape,
                Limits.DEFAULT,
                UndeclaredName::isPlain);
        return switch (readResult) {
            case ReadResult.Read(Document document) -> document;
            case ReadResult.Malformed malformed ->
                throw new AssertionError(malformed.reason() + " at " + malformed.at());
        };
    }

    static String write(List<Cell> cells, int records, Shape shape) {
        return new String(BodyFormats.JSON.write(cells, records, shape).bytes(), StandardCharsets.UTF_8);
    }

    Decision take(String json) {
        return take(read(json, taking().request().body()), Map.of());
    }

    Decision take(Document document, Map<Integer, String> answers) {
        return switch (minimizer.examine(asked(taking()), document)) {
            case ValidationResult.Unfit(Decision.Refuse refusal) -> refusal;
            case ValidationResult.Fit fit -> {
                Decision decision = minimizer.judge(asked(taking()), fit, consents, answers, Optional.empty());
                if (!(decision instanceof Decision.Accept(Decision.Sealing sealing))) {
                    yield decision;
                }
                try (Subject subject = enrolled(fit)) {
                    yield sealing.of(Optional.of(subject));
                }
            }
        };
    }

    private Subject enrolled(ValidationResult.Fit fit) {
        int keepUntil = Math.toIntExact(now.get().plus(Duration.ofDays(15)).getEpochSecond() / 60);
        return domain.subjects()
                .enrol(keys.scope(), "cn.resident-id", fit.subject().orElseThrow(), keys.erasureClasses(), keepUntil);
    }

    /// What the app would hold after this request.
    String stored(String json) {
        return stored(take(json));
    }

    String stored(Decision verdict) {
        if (!(verdict instanceof Decision.Forward forward)) {
            throw new AssertionError(verdict.toString());
        }
        Shape.Builder shape = Shape.root();
        Set<String> placed = new HashSet<>();
        for (Cell cell : forward.cells()) {
            if (placed.add(cell.place().text())) {
                shape.slot(cell.slot(), cell.place(), Shape.Kind.SCALAR, 1_000_000);
            }
        }
        return write(forward.cells(), 1, shape.build());
    }

    Caller caller(String role, String purpose, Map<String, String> claims) {
        return new Caller(role + "-1", role, "org", purpose, Set.of(purpose), claims, Optional.empty(), "jti:1");
    }

    Viewer staff(String role, String purpose, Map<String, String> claims) {
        return new Viewer(caller(role, purpose, claims), app.revealTo(role, purpose), Optional.empty());
    }

    Viewer guard() {
        return staff("gate-guard", Registers.ENTRY, Map.of());
    }

    Viewer doctor(String region) {
        return staff("community-doctor", Registers.FOLLOW_UP, Map.of("region", region));
    }

    Viewer nobody() {
        return new Viewer(caller("clerk", "marketing", Map.of()), Optional.empty(), Optional.empty());
    }

    Viewer self(String idNo) {
        Optional<Subject> self = domain.subjects().find(keys.scope(), "cn.resident-id", idNo);
        return new Viewer(
                caller(Role.SUBJECT, Role.OWN_DATA, Map.of()), app.revealTo(Role.SUBJECT, Role.OWN_DATA), self);
    }

    DisclosureResult show(Route route, String json, Viewer viewer) {
        return show(route, json, viewer, Strength.FULL);
    }

    DisclosureResult show(Route route, String json, Viewer viewer, Strength strength) {
        Facts facts = new Facts() {
            @Override
            public boolean lives(String recordId) {
                return live.contains(recordId);
            }

            @Override
            public boolean consents(SubjectRef person, String purpose) {
                return consents.contains(purpose);
            }
        };
        return switch (revealer.survey(asked(route), read(json, route.answer().shape()), viewer)) {
            case SurveyResult.Ended(DisclosureResult end) -> end;
            case SurveyResult.Usable(OwnedRecords ownedRecords) ->
                revealer.show(asked(route), ownedRecords, viewer, Revealer.Granted.all(strength), facts);
        };
    }

    /// The answer as JSON, or the name of what it ended in.
    String shown(Route route, String json, Viewer viewer) {
        return text(route, show(route, json, viewer));
    }

    String text(Route route, DisclosureResult disclosureResult) {
        return switch (disclosureResult) {
            case DisclosureResult.Shown shown ->
                write(shown.cells(), shown.records(), route.answer().shape());
            case DisclosureResult.NoSuchRecord _ -> "no such record";
            case DisclosureResult.AllGone _ -> "gone";
            case DisclosureResult.Unusable(Fault fault, boolean mixed) ->
                fault.rule() + " " + fault.at() + (mixed ? " mixed" : "");
            case DisclosureResult.ApprovalRequired() -> "approval required";
        };
    }

    void erase(String idNo) {
        try (Subject subject =
                domain.subjects().find(keys.scope(), "cn.resident-id", idNo).orElseThrow()) {
            domain.subjects().erase(subject.ref());
        }
    }

    static Map<String, FieldDecision.Act> acts(List<FieldDecision> decisions) {
        Map<String, FieldDecision.Act> acts = new HashMap<>();
        decisions.forEach(decision -> acts.put(decision.name(), decision.act()));
        return acts;
    }

    @Override
    public void close() {
        domain.close();
        state.close();
    }
}
