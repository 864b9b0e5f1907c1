package io.fieldgate.enforce;

import io.fieldgate.document.Cell;
import io.fieldgate.document.Document;
import io.fieldgate.document.FieldPath;
import io.fieldgate.document.ReaderNote;
import io.fieldgate.document.Value;
import io.fieldgate.enforce.FieldDecision.Act;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.AppPolicy.Undeclared;
import io.fieldgate.policy.CarryRule;
import io.fieldgate.policy.Entry;
import io.fieldgate.policy.FieldRule;
import io.fieldgate.policy.FieldRule.Source;
import io.fieldgate.policy.NamedPlace;
import io.fieldgate.policy.Route;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.form.Form;
import io.fieldgate.transform.form.PlaintextCodec;
import io.fieldgate.transform.scan.Recognizers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// One run of [Minimizer#examine]: every rule that needs neither keys nor state. For one exchange on one thread.
final class Validation {

    private final AppPolicy app;
    private final Route route;
    private final Document document;
    private final LocalDate today;
    private final Faults faults = new Faults();
    private final List<Cell> fit = new ArrayList<>();
    private final BitSet seen = new BitSet(); // slots that came, fit or not

    Validation(DecisionRequest request, Document document) {
        this.app = request.policy();
        this.route = request.route();
        this.document = document;
        this.today = request.time().today();
    }

    ValidationResult run() {
        document.notes().forEach(this::note);
        if (app.undeclared() == Undeclared.REJECT
                && document.skipped() > document.notes().size()) {
            faults.refuse(Decision.Why.UNDECLARED, "more", new Fault("", "undeclared", 0));
        }
        @Nullable FieldPath[] places = new FieldPath[app.entries().count()];
        for (Cell cell : document.cells()) {
            if (!isSecondPlace(cell, places)) {
                check(cell);
            }
        }
        if (route.kind().collects()) {
            if (!route.isPartial()) {
                requireWhatMustCome();
            }
            derive();
        }
        Optional<String> subject = subject();
        return faults.isEmpty()
                ? new ValidationResult.Fit(fit, subject, isUnderFourteen(), faults.decisions())
                : new ValidationResult.Unfit(faults.refusal());
    }

    private void note(ReaderNote readerNote) {
        switch (readerNote.kind()) {
            case UNDECLARED, NOT_AN_OBJECT, BEYOND_PAGE -> undeclared(readerNote.at());
            case NAMED -> named(readerNote, app.named().get(readerNote.slot()));
            case WRONG_KIND -> declared(readerNote, "wrong-kind");
            case TOO_LONG -> declared(readerNote, "too-long");
            case TWICE -> declared(readerNote, "two-places");
        }
    }

    private void undeclared(String at) {
        if (app.undeclared() == Undeclared.REJECT) {
            faults.refuse(Decision.Why.UNDECLARED, CellPlacement.lastStep(at), new Fault(at, "undeclared", 0));
        } else {
            faults.decide(CellPlacement.lastStep(at), Act.DROPPED, 0);
        }
    }

    private void named(ReaderNote readerNote, NamedPlace named) {
        String name = CellPlacement.lastStep(named.place().text());
        switch (named.fate()) {
            case REFUSED ->
                faults.refuse(Decision.Why.REFUSED, name, new Fault(readerNote.at(), "refused", named.line()));
            case DROPPED -> faults.decide(name, Act.DROPPED, named.line());
        }
    }

    private void declared(ReaderNote readerNote, String rule) {
        if (readerNote.slot() < 0) {
            undeclared(readerNote.at());
            return;
        }
        seen.set(readerNote.slot());
        unfit(app.entry(readerNote.slot()), readerNote.at(), rule);
    }

    private void unfit(Entry entry, String at, String rule) {
        faults.refuse(Decision.Why.UNFIT, entry.name(), new Fault(at, rule, entry.line()));
    }

    /// Places of one entry are alternatives: the value goes back where it was found, so two of them are one too many.
    private boolean isSecondPlace(Cell cell, @Nullable FieldPath[] places) {
        FieldPath first = places[cell.slot()];
        places[cell.slot()] = first == null ? cell.place() : first;
        if (first == null || first.equals(cell.place())) {
            return false;
        }
        unfit(app.entry(cell.slot()), cell.at(), "two-places");
        return true;
    }

    private void check(Cell cell) {
        Entry entry = app.entry(cell.slot());
        if (entry instanceof FieldRule field && !(field.source() instanceof Source.Client)) {
            undeclared(cell.at()); // what the gateway or the app makes, nobody can send
            return;
        }
        if (cell.value() instanceof Value.Null && route.isPartial()) {
            seen.set(cell.slot());
            unfit(entry, cell.at(), "null");
            return;
        }
        if (cell.value() instanceof Value.Null) {
            return; // as if it had not come: an optional entry may be missing, a required one is asked for below
        }
        seen.set(cell.slot());
        if (CellPlacement.isToken(cell.value())) {
            tokenSent(entry, cell);
            return;
        }
        switch (entry.type().check(cell.value(), today)) {
            case Outcome.Unfit(String rule) -> unfit(entry, cell.at(), rule);
            case Outcome.Fit(Value value) when CellPlacement.isToken(value) -> tokenSent(entry, cell);
            case Outcome.Fit(Value value) -> accept(entry, cell.with(value));
        }
    }

    private void tokenSent(Entry entry, Cell cell) {
        faults.refuse(
                Decision.Why.TOKEN_NOT_ACCEPTED,
                entry.name(),
                new Fault(cell.at(), "token-not-accepted", entry.line()));
    }

    private void accept(Entry entry, Cell cell) {
        switch (entry) {
            case CarryRule carry -> {
                Optional<String> hit = lookAlike(cell.value());
                hit.ifPresent(name -> unfit(carry, cell.at(), "looks-like-" + name));
            }
            case FieldRule field -> tryForm(field, cell);
        }
        fit.add(cell);
    }

    static Optional<String> lookAlike(Value value) {
        return switch (value) {
            case Value.Text(String text) -> Recognizers.find(text);
            case Value.Number(String literal) -> Recognizers.find(literal);
            case Value.Bool _, Value.Null _ -> Optional.empty();
            case Value.Sequence _, Value.Mapping _, Value.Blob _ -> Optional.of("opaque");
        };
    }

    /// What needs no key is tried now, so that an address without a district is a fault beside all others.
    private void tryForm(FieldRule field, Cell cell) {
        Optional<Form> form = field.stored().form();
        if (form.isPresent()
                && !form.get().isEphemeral()
                && form.get().applyWithoutKey(cell.value()) instanceof Outcome.Unfit(String rule)) {
            unfit(field, cell.at(), rule);
        }
    }

    private void requireWhatMustCome() {
        for (FieldRule field : app.entries().required()) {
            if (!seen.get(field.slot()) && route.request().has(field.slot())) {
                missing(field);
            }
        }
    }

    private void missing(FieldRule field) {
        unfit(field, field.places().getFirst().text(), "required");
    }

    private void derive() {
        List<Cell> sent = List.copyOf(fit);
        for (FieldRule field : app.entries().made()) {
            switch (field.source()) {
                case Source.Derived(int from, var function) -> {
                    for (Cell source : sent) {
                        if (source.slot() == from) {
                            derived(field, source, function.derive(source.value(), today));
                        }
                    }
                    requireSource(field, from);
                }
                case Source.Asked asked -> requireSource(field, asked.from());
                case Source.Client _, Source.App _ -> {}
            }
        }
    }

    private void derived(FieldRule field, Cell source, Outcome outcome) {
        Outcome checked =
                outcome instanceof Outcome.Fit(Value value) ? field.type().check(value, today) : outcome;
        switch (checked) {
            case Outcome.Fit(Value value) -> {
                Cell cell = CellPlacement.beside(field, source, value);
                tryForm(field, cell);
                fit.add(cell);
            }
            case Outcome.Unfit(String rule) -> unfit(field, source.at(), rule);
        }
    }

    /// A source that came and was unfit has its own fault already; one that is required and missing too.
    private void requireSource(FieldRule field, int from) {
        boolean sourceMayMiss = app.entry(from) instanceof FieldRule source && source.optional();
        if (!field.optional() && sourceMayMiss && !seen.get(from) && !route.isPartial()) {
            missing(field);
        }
    }

    /// The one value that says whose data this is. Two persons in one document are a list sent to `one`.
    private Optional<String> subject() {
        OptionalInt slot = app.head().subject();
        if (slot.isEmpty()) {
            return Optional.empty();
        }
        String found = null;
        for (Cell cell : fit) {
            if (cell.slot() != slot.getAsInt() || cell.value() instanceof Value.Blob) {
                continue;
            }
            String spelling = PlaintextCodec.spelling(cell.value());
            if (found != null && !found.equals(spelling)) {
                faults.refuse(
                        Decision.Why.BULK_PERSONAL_DATA,
                        app.entry(cell.slot()).name(),
                        new Fault(
                                cell.at(), "two-persons", app.entry(cell.slot()).line()));
            }
            found = spelling;
        }
        return Optional.ofNullable(found);
    }

    /// By the subject's own number or birth date; companions in a list are not the subject.
    private boolean isUnderFourteen() {
        for (Cell cell : fit) {
            if (AgeFields.areToldBy(app, cell) && app.entry(cell.slot()).type().showsChild(cell.value(), today)) {
                return true;
            }
        }
        return false;
    }
}
