package io.fieldgate.enforce;

import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.document.Cell;
import io.fieldgate.document.Value;
import io.fieldgate.enforce.FieldDecision.Act;
import io.fieldgate.enforce.Revealer.Facts;
import io.fieldgate.enforce.Revealer.Granted;
import io.fieldgate.enforce.Revealer.Viewer;
import io.fieldgate.enforce.TokenReading.Read;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.AppPolicy.UnderFourteen;
import io.fieldgate.policy.CarryRule;
import io.fieldgate.policy.Entry;
import io.fieldgate.policy.FieldRule;
import io.fieldgate.policy.FieldType;
import io.fieldgate.policy.RevealRule;
import io.fieldgate.policy.Route;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.form.Form;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One run of [Revealer#show]: opens what the caller may see and builds the answer. For one exchange on one thread.
final class Disclosure {

    /// One record while it is built.
    private static final class Building {
        private final OwnedRecords.Found found;
        private final Map<Integer, Form> forms;
        private final List<Cell> cells = new ArrayList<>();
        private final Map<Integer, Boolean> taken = new HashMap<>(); // slot → its place has been taken
        private @Nullable Boolean lives;
        private int shown;
        private int ended;
        private int link;

        private Building(OwnedRecords.Found found, Map<Integer, Form> forms) {
            this.found = found;
            this.forms = forms;
        }
    }

    private final AppPolicy app;
    private final TokenReading tokens;
    private final Route route;
    private final OwnedRecords ownedRecords;
    private final Viewer viewer;
    private final Facts facts;
    private final DecisionTime time;
    private final Granted granted;
    private final List<FieldDecision> decisions;
    private final List<Cell> cells = new ArrayList<>();
    private final Set<SubjectRef> persons = new LinkedHashSet<>();
    private final Set<String> pseudonyms = new LinkedHashSet<>();
    private int unnamed;
    private int records;
    private int linkMinute;

    Disclosure(DecisionRequest request, OwnedRecords ownedRecords, Viewer viewer, Granted granted, Facts facts) {
        this.app = request.policy();
        this.tokens = new TokenReading(request);
        this.route = request.route();
        this.ownedRecords = ownedRecords;
        this.viewer = viewer;
        this.facts = facts;
        this.time = request.time();
        this.decisions = new ArrayList<>(ownedRecords.decisions());
        this.granted = granted;
    }

    private boolean seesSomeRowsOnly() {
        return viewer.caller().isSubject()
                || viewer.rule().flatMap(RevealRule::rows).isPresent();
    }

    DisclosureResult run() {
        for (OwnedRecords.Found found : ownedRecords.records()) {
            DisclosureResult end = record(found);
            if (end != null) {
                return end;
            }
        }
        if (!seesSomeRowsOnly()) { // a total would count rows this caller cannot see
            for (Cell cell : ownedRecords.outside()) {
                if (app.entry(cell.slot()) instanceof CarryRule carry) {
                    carry(carry, cell.with(cell.value()), cells);
                }
            }
        }
        return new DisclosureResult.Shown(
                cells, records, List.copyOf(persons), List.copyOf(pseudonyms), unnamed, decisions, linkMinute);
    }

    /// Adds what the caller sees of one record. @return the end of the whole answer, or null
    private @Nullable DisclosureResult record(OwnedRecords.Found found) {
        Building building = new Building(found, forms(found));
        if (isMinors(found)) {
            if (!route.isList()) {
                return new DisclosureResult.ApprovalRequired();
            }
            decisions.add(new FieldDecision("record", Act.WITHHELD, 0));
            return null;
        }
        boolean permitted = hasConsent(found);
        int reported = decisions.size();
        for (Cell cell : found.cells()) {
            Fault fault = cell(building, cell, permitted);
            if (fault != null && !route.isList()) {
                return new DisclosureResult.Unusable(fault, false);
            }
            if (fault != null) { // left out whole, as a mixed one is
                decisions.subList(reported, decisions.size()).clear();
                decide(app.entry(cell.slot()), Act.WITHHELD);
                return null;
            }
        }
        if (!route.isList() && building.shown == 0 && building.ended > 0) {
            return new DisclosureResult.AllGone(decisions);
        }
        add(building);
        return null;
    }

    private void add(Building building) {
        for (Cell cell : building.cells) {
            cells.add(new Cell(cell.slot(), cell.place(), records, cell.indices(), cell.value()));
        }
        records++;
        linkMinute = Math.max(linkMinute, building.link);
        if (building.shown > 0) {
            OwnedRecords.Found found = building.found;
            found.owner().ifPresent(persons::add);
            found.pseudonym().ifPresent(pseudonyms::add);
            unnamed += found.owner().isEmpty() && found.pseudonym().isEmpty() ? 1 : 0;
        }
    }

    private @Nullable Fault cell(Building building, Cell cell, boolean permitted) {
        switch (app.entry(cell.slot())) {
            case CarryRule carry -> carry(carry, cell, building.cells);
            case FieldRule field -> {
                if (!isInView(field) || field.isEphemeral() || isKept(field.type())) {
                    return null;
                }
                Form form = building.forms.get(field.slot());
                if (form == null) {
                    decide(field, Act.WITHHELD);
                    return null;
                }
                if (isSecondPlace(building, cell)) {
                    decide(field, Act.WITHHELD);
                    return null;
                }
                if (!permitted) {
                    building.ended++;
                    decide(field, Act.GONE);
                    return null;
                }
                return field(building, field, cell, form);
            }
        }
        return null;
    }

    private Map<Integer, Form> forms(OwnedRecords.Found found) {
        return viewer.rule()
                .map(rule -> switch (granted.of(found.index())) {
                    case FULL -> rule.show();
                    case WEAKEST -> rule.weakest();
                    case NOTHING -> Map.<Integer, Form>of();
                })
                .orElse(Map.of());
    }

    private boolean isInView(FieldRule field) {
        return viewer.rule()
                .filter(rule -> rule.show().containsKey(field.slot()))
                .isPresent();
    }

    /// Two alternative places of one entry in one record: which is true cannot be told, the second stays away.
    private static boolean isSecondPlace(Building building, Cell cell) {
        return cell.place().stars() == 0 && building.taken.putIfAbsent(cell.slot(), Boolean.TRUE) != null;
    }

    private @Nullable Fault field(Building building, FieldRule field, Cell cell, Form form) {
        switch (read(building, field, cell, form)) {
            case Read.Shown(Value value, int death) -> {
                building.cells.add(cell.with(asText(value)));
                building.shown++;
                building.link = Math.max(building.link, death);
                decide(field, act(form));
            }
            case Read.Gone() -> {
                building.ended++;
                decide(field, Act.GONE);
            }
            case Read.Withheld() -> decide(field, Act.WITHHELD);
            case Read.Bad() -> {
                return new Fault(cell.at(), "bad-token", field.line());
            }
        }
        return null;
    }

    private Read read(Building building, FieldRule field, Cell cell, Form form) {
        if (field.isSealed()) {
            return opened(field, cell, form);
        }
        if (CellPlacement.isToken(cell.value())) {
            return new Read.Withheld();
        }
        if (!lives(building)) {
            return new Read.Gone();
        }
        Optional<Form> stored = field.stored().form();
        Outcome outcome;
        if (stored.isEmpty() || stored.get().isPlain()) {
            outcome = field.type().check(cell.value(), time.today());
            outcome = outcome instanceof Outcome.Fit(Value value) ? form.apply(value, null) : outcome;
        } else {
            outcome = stored.get().show(cell.value(), form);
        }
        return outcome instanceof Outcome.Fit(Value value) ? new Read.Shown(value, 0) : new Read.Withheld();
    }

    private Read opened(FieldRule field, Cell cell, Form form) {
        if (!CellPlacement.isToken(cell.value())) {
            return new Read.Withheld(); // an app that lost its tokens is no source
        }
        return switch (tokens.open(field, cell)) {
            case Read.Shown(Value value, int death) ->
                field.stored().form().orElseThrow().show(value, form) instanceof Outcome.Fit(Value made)
                        ? new Read.Shown(made, death)
                        : new Read.Withheld();
            case Read.Gone gone -> gone;
            case Read.Withheld withheld -> withheld;
            case Read.Bad bad -> bad;
        };
    }

    private boolean lives(Building building) {
        Boolean known = building.lives;
        if (known == null) {
            known = building.found.recordId().map(facts::lives).orElse(false);
            building.lives = known;
        }
        return known;
    }

    /// Staff need an approval for a minor's record. Who is one shows only in values that can be read or opened.
    private boolean isMinors(OwnedRecords.Found found) {
        if (viewer.rule().isEmpty()
                || viewer.caller().isSubject()
                || app.duties().underFourteen() != UnderFourteen.GUARDIAN) {
            return false;
        }
        for (Cell cell : found.cells()) {
            if (AgeFields.areToldBy(app, cell) && app.entry(cell.slot()) instanceof FieldRule field) {
                Value value = legible(field, cell);
                if (value != null && field.type().showsChild(value, time.today())) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Null where the app keeps it in a form that says less, or it can be opened no more.
    private @Nullable Value legible(FieldRule field, Cell cell) {
        if (CellPlacement.isToken(cell.value())) {
            return tokens.open(field, cell) instanceof Read.Shown(Value value, int _) ? value : null;
        }
        return field.stored().form().filter(Form::isPlain).isPresent() ? cell.value() : null;
    }

    /// A purpose that rests on consent sees a record only while that person's consent is in force; a record of
    /// nobody known has none.
    private boolean hasConsent(OwnedRecords.Found found) {
        if (viewer.rule().isEmpty()
                || viewer.caller().isSubject()
                || !app.restsOnConsent(viewer.rule().get().purpose())) {
            return true;
        }
        return found.owner().isPresent()
                && facts.consents(found.owner().get(), viewer.rule().get().purpose());
    }

    /// The type is for named roles only, and this caller has none of them.
    private boolean isKept(FieldType type) {
        return !type.onlyTo().isEmpty()
                && !type.onlyTo().contains(viewer.caller().role());
    }

    private void carry(CarryRule carry, Cell cell, List<Cell> into) {
        if (!route.answer().carried().contains(carry.slot())) {
            return;
        }
        boolean fits = carry.type().check(cell.value(), time.today()) instanceof Outcome.Fit(Value value)
                && !CellPlacement.isToken(value)
                && Validation.lookAlike(value).isEmpty()
                && into.add(cell.with(value));
        decisions.add(new FieldDecision(carry.name(), fits ? Act.KEPT : Act.WITHHELD, carry.line()));
    }

    private void decide(Entry entry, Act act) {
        decisions.add(new FieldDecision(entry.name(), act, entry.line()));
    }

    private static Act act(Form form) {
        Act act = RequestDecision.act(form);
        return act == Act.KEPT || act == Act.TOKENIZED ? Act.REVEALED : act;
    }

    /// In an answer bytes are base64.
    private static Value asText(Value value) {
        return value instanceof Value.Blob(byte[] bytes, String _)
                ? new Value.Text(Base64.getEncoder().encodeToString(bytes))
                : value;
    }
}
