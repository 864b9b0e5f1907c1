package io.fieldgate.enforce;

import io.fieldgate.crypto.ExpiryGrid;
import io.fieldgate.crypto.SealTarget;
import io.fieldgate.crypto.keys.Subject;
import io.fieldgate.document.Cell;
import io.fieldgate.document.Value;
import io.fieldgate.enforce.FieldDecision.Act;
import io.fieldgate.policy.AppKeys;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.CarryRule;
import io.fieldgate.policy.EndedBy;
import io.fieldgate.policy.FieldRule;
import io.fieldgate.policy.FieldRule.Source;
import io.fieldgate.policy.PurposeRule;
import io.fieldgate.policy.Route;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.form.Effect;
import io.fieldgate.transform.form.Form;
import io.fieldgate.transform.form.FormContext;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One run of [Minimizer#judge]: consent and age first, then what services must answer, then forms and
/// deadlines; last, once a person is enrolled, the sealed values. For one exchange on one thread.
final class RequestDecision {

    private final AppPolicy app;
    private final AppKeys keys;
    private final Route route;
    private final ValidationResult.Fit examined;
    private final Set<String> consents;
    private final Map<Integer, String> answers;
    private final Optional<CurrentRecord> current;
    private final DecisionTime time;
    private final Faults faults = new Faults();
    private final List<Cell> built = new ArrayList<>();
    private final BitSet decided = new BitSet(); // this and the next two by slot
    private final BitSet leftOut = new BitSet();
    private final BitSet here = new BitSet();
    private final int[] deaths; // by life, worked out once
    private @Nullable Subject person;
    private int linkMinute;
    private int dueMinute = Integer.MAX_VALUE;

    RequestDecision(
            DecisionRequest request,
            ValidationResult.Fit examined,
            Set<String> consents,
            Map<Integer, String> answers,
            Optional<CurrentRecord> current) {
        this.app = request.policy();
        this.keys = request.keys();
        this.route = request.route();
        this.examined = examined;
        this.consents = consents;
        this.answers = answers;
        this.current = current;
        this.time = request.time();
        this.deaths = new int[request.policy().entries().keeps().size()];
        examined.cells().forEach(cell -> here.set(cell.slot()));
        examined.decisions().forEach(decision -> faults.decide(decision.name(), decision.act(), decision.line()));
    }

    Decision run() {
        if (route.kind().collects()) {
            judgeAge();
            judgeConsent();
            judgeTime();
            if (!faults.isEmpty()) {
                return faults.refusal();
            }
            List<Decision.Question> questions = questions();
            if (!questions.isEmpty()) {
                return new Decision.Ask(questions);
            }
        }
        examined.cells().forEach(this::tryForm);
        return faults.isEmpty() ? new Decision.Accept(this::seal) : faults.refusal();
    }

    /// What its form says of a value without a key is said before anybody is enrolled.
    private void tryForm(Cell cell) {
        if (app.entry(cell.slot()) instanceof FieldRule field && !leftOut.get(cell.slot())) {
            Optional<Form> form = field.stored().form();
            if (form.isPresent()
                    && !form.get().isEphemeral()
                    && form.get().applyWithoutKey(cell.value()) instanceof Outcome.Unfit(String rule)) {
                faults.refuse(Decision.Why.UNFIT, field.name(), new Fault(cell.at(), rule, field.line()));
            }
        }
    }

    private Decision seal(Optional<Subject> enrolled) {
        person = enrolled.orElse(null);
        for (Cell cell : examined.cells()) {
            build(cell);
        }
        answers.forEach(this::buildAnswer);
        if (route.kind() == Route.Kind.TAKES) {
            countAppValues();
        }
        return faults.isEmpty() ? forward() : faults.refusal();
    }

    private Decision.Forward forward() {
        int link = linkMinute != 0 ? linkMinute : app.unkeptMinute(time.born());
        OptionalInt due = dueMinute == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(dueMinute);
        return new Decision.Forward(built, faults.decisions(), link, due);
    }

    private void judgeAge() {
        if (!examined.underFourteen()) {
            return;
        }
        Decision.@Nullable Why why = switch (app.duties().underFourteen()) {
            case GUARDIAN -> Decision.Why.GUARDIAN_REQUIRED;
            case REFUSE -> Decision.Why.TOO_YOUNG;
            case AS_OTHERS, UNSAID -> null;
        };
        if (why != null) {
            String name = app.head().subject().isPresent()
                    ? app.entry(app.head().subject().getAsInt()).name()
                    : "subject";
            faults.refuse(why, name, new Fault(name, "under-14", 0));
        }
    }

    /// A field whose every purpose rests on consent comes in only where the person has consented to one of them.
    private void judgeConsent() {
        BitSet judged = new BitSet();
        for (Cell cell : examined.cells()) {
            if (app.entry(cell.slot()) instanceof FieldRule field && !judged.get(field.slot())) {
                judged.set(field.slot());
                judgeConsent(field, cell);
            }
        }
        for (FieldRule field : app.entries().asked()) {
            if (field.source() instanceof Source.Asked asked && isHere(asked.from())) {
                judgeConsent(field, null);
            }
        }
    }

    /// @param sent null for a field a service answers
    private void judgeConsent(FieldRule field, @Nullable Cell sent) {
        Set<String> resting = keys.consentPurposes(field.slot());
        if (resting.isEmpty() || resting.stream().anyMatch(consents::contains)) {
            return;
        }
        boolean mayMiss = field.optional() && !route.isPartial(); // beside a new source the old value would be untrue
        if (mayMiss && !(field.source() instanceof Source.Client)) {
            leftOut.set(field.slot()); // nobody sent it: without consent it is not made
            faults.decide(field.name(), Act.DROPPED, field.line());
            return;
        }
        boolean separate = resting.stream()
                .map(app.duties().purposes()::get)
                .anyMatch(rule -> rule != null
                        && rule.consent().map(PurposeRule.Consent::separate).orElse(false));
        faults.refuse(
                separate ? Decision.Why.SEPARATE_CONSENT_REQUIRED : Decision.Why.CONSENT_REQUIRED,
                field.name(),
                new Fault(sent == null ? field.places().getFirst().text() : sent.at(), "consent", field.line()));
    }

    private void judgeTime() {
        for (FieldRule field : app.fields()) {
            boolean kept =
                    isHere(field.slot()) || (field.source() instanceof Source.Asked asked && isHere(asked.from()));
            if (!kept || leftOut.get(field.slot()) || field.stored().keep().isEmpty()) {
                continue;
            }
            if (current.isPresent() && CurrentRecord.isOver(deathMinute(field), time.latest())) {
                faults.refuse(
                        Decision.Why.UNFIT,
                        field.name(),
                        new Fault(field.places().getFirst().text(), "ended", field.line()));
            } else if (diesTooSoon(field)) {
                faults.refuse(
                        Decision.Why.DIES_TOO_SOON,
                        field.name(),
                        new Fault(field.places().getFirst().text(), "dies-too-soon", field.line()));
            }
        }
    }

    private boolean diesTooSoon(FieldRule field) {
        return ExpiryGrid.isTooSoon(deathMinute(field), time.latest());
    }

    /// 0 where the field is not kept. In a record that is changed nothing lives longer than what stood there.
    private int deathMinute(FieldRule field) {
        int minute = ownDeathMinute(field);
        return minute == 0 || current.isEmpty()
                ? minute
                : current.get().cap(field.slot(), minute, field.endedBy() == EndedBy.APP);
    }

    private int ownDeathMinute(FieldRule field) {
        int life = app.entries().keepOf(field.slot());
        if (life < 0) {
            return 0;
        }
        if (deaths[life] == 0) {
            deaths[life] = app.deathMinute(app.entries().keeps().get(life), time.born());
        }
        return deaths[life];
    }

    private boolean isHere(int slot) {
        return here.get(slot);
    }

    private List<Decision.Question> questions() {
        List<Decision.Question> questions = new ArrayList<>();
        for (FieldRule field : app.entries().asked()) {
            if (field.source() instanceof Source.Asked asked
                    && isHere(asked.from())
                    && !leftOut.get(field.slot())
                    && !answers.containsKey(field.slot())) {
                questions.add(new Decision.Question(field.slot(), asked.role(), handed(asked), asked.answers()));
            }
        }
        return questions;
    }

    private Map<String, Value> handed(Source.Asked asked) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (Cell cell : examined.cells()) {
            if (cell.slot() == asked.from() || asked.with().contains(cell.slot())) {
                values.putIfAbsent(app.entry(cell.slot()).name(), cell.value());
            }
        }
        return values;
    }

    private void buildAnswer(int slot, String word) {
        if (!(app.entry(slot) instanceof FieldRule field && field.source() instanceof Source.Asked asked)) {
            throw new IllegalStateException("An answer belongs to an entry no service is asked for.");
        }
        if (!asked.answers().contains(word)) {
            throw new IllegalStateException("A service's answer is none of the words its entry lists.");
        }
        examined.cells().stream()
                .filter(cell -> cell.slot() == asked.from())
                .findFirst()
                .ifPresent(source -> build(CellPlacement.beside(field, source, new Value.Text(word))));
    }

    private void build(Cell cell) {
        if (leftOut.get(cell.slot())) {
            return;
        }
        switch (app.entry(cell.slot())) {
            case CarryRule carry -> {
                built.add(cell);
                decide(carry.slot(), carry.name(), Act.KEPT, carry.line());
            }
            case FieldRule field -> build(field, cell);
        }
    }

    private void build(FieldRule field, Cell cell) {
        Optional<Form> form = field.stored().form();
        if (form.isEmpty()) {
            throw new IllegalStateException("A field the app makes is in a request.");
        }
        if (form.get().isEphemeral()) {
            decide(field.slot(), field.name(), Act.USED, field.line());
            return;
        }
        int death = deathMinute(field);
        switch (form.get().apply(cell.value(), context(field, form.get(), death))) {
            case Outcome.Fit(Value value) -> {
                built.add(cell.with(value));
                decide(field.slot(), field.name(), act(form.get()), field.line());
                count(field, death);
            }
            case Outcome.Unfit(String rule) ->
                faults.refuse(Decision.Why.UNFIT, field.name(), new Fault(cell.at(), rule, field.line()));
        }
    }

    private FormContext context(FieldRule field, Form form, int death) {
        boolean lost =
                person == null && examined.subject().isPresent() && route.kind().collects();
        if (lost && form.effect() == Effect.SEAL) { // unbound it could never be erased alone
            throw new IllegalStateException("The person a value belongs to is named and not enrolled.");
        }
        SealTarget to = new SealTarget(
                app.name(),
                field.name(),
                death,
                keys.scope(),
                keys.endClass(field.slot()),
                keys.erasureClass(field.slot()));
        return new FormContext(
                keys.domain().sealer(),
                keys.domain().subjects(),
                to,
                person,
                field.type().name(),
                time.today());
    }

    /// What is asked for in a query is kept nowhere, so only what is collected counts.
    private void count(FieldRule field, int death) {
        if (!route.kind().collects()) {
            return;
        }
        linkMinute = Math.max(linkMinute, death);
        if (field.endedBy() == EndedBy.APP) {
            dueMinute = Math.min(dueMinute, death);
        }
    }

    /// The app's own values of this record end with it, whenever the app makes them.
    private void countAppValues() {
        for (FieldRule field : app.entries().byApp()) {
            if (field.stored().keep().isPresent()) {
                dueMinute = Math.min(dueMinute, deathMinute(field));
            }
        }
    }

    private void decide(int slot, String name, Act act, int line) {
        if (!decided.get(slot)) {
            decided.set(slot);
            faults.decide(name, act, line);
        }
    }

    static Act act(Form form) {
        return switch (form.effect()) {
            case PLAIN, NORMALISE -> Act.KEPT;
            case DISCARD -> Act.USED;
            case SEAL -> Act.ENCRYPTED;
            case TOKEN, PSEUDONYM -> Act.TOKENIZED;
            case MASK -> Act.MASKED;
            case GENERALISE -> Act.GENERALIZED;
        };
    }
}
