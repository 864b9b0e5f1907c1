package io.fieldgate.enforce;

import io.fieldgate.crypto.OpenResult;
import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.crypto.Token;
import io.fieldgate.crypto.TokenOwner;
import io.fieldgate.crypto.keys.Subject;
import io.fieldgate.crypto.keys.SubjectStore;
import io.fieldgate.document.Cell;
import io.fieldgate.document.Document;
import io.fieldgate.document.ReaderNote;
import io.fieldgate.document.Value;
import io.fieldgate.enforce.FieldDecision.Act;
import io.fieldgate.enforce.Revealer.SurveyResult;
import io.fieldgate.enforce.Revealer.Viewer;
import io.fieldgate.policy.AppKeys;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.Entry;
import io.fieldgate.policy.FieldRule;
import io.fieldgate.policy.RevealRule;
import io.fieldgate.policy.RevealRule.OwnRows;
import io.fieldgate.policy.Route;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.form.Effect;
import io.fieldgate.transform.form.PlaintextCodec;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// One run of [Revealer#survey]: whose each record is, and whether it exists for this caller. Opens only what the rows
/// of a view look at. For one exchange on one thread.
/// Source: `docs/reference/keys.md`, record binding.
final class RecordOwnership {

    // A record's name is no date; only checks of birth dates and moments look at the day.
    private static final LocalDate NO_DAY = LocalDate.EPOCH;

    /// Whose a record is, after all its tokens were asked.
    private sealed interface Ownership {
        record Of(SubjectRef person) implements Ownership {}

        /// No token is bound to a person; `gone` where there were tokens and none can be opened any more.
        record Nobody(boolean gone) implements Ownership {}

        record Mixed(Cell cell) implements Ownership {}

        record BadToken(Cell cell) implements Ownership {}
    }

    /// Why it is asked whose a record is.
    enum Asked {
        FOR_A_VIEW,
        FOR_ITSELF
    }

    private final DecisionRequest request;
    private final AppPolicy app;
    private final AppKeys keys;
    private final Route route;
    private final Document answer;
    private final Viewer viewer;
    private final Asked asked;
    private final List<OwnedRecords.Found> found = new ArrayList<>();
    private final List<FieldDecision> decisions = new ArrayList<>();

    RecordOwnership(DecisionRequest request, Document answer, Viewer viewer, Asked asked) {
        this.request = request;
        this.app = request.policy();
        this.keys = request.keys();
        this.route = request.route();
        this.answer = answer;
        this.viewer = viewer;
        this.asked = asked;
    }

    SurveyResult run() {
        answer.notes().forEach(this::note);
        List<List<Cell>> records = new ArrayList<>();
        for (int i = 0; i < answer.records(); i++) {
            records.add(new ArrayList<>());
        }
        List<Cell> outside = new ArrayList<>();
        for (Cell cell : answer.cells()) {
            if (!(cell.value() instanceof Value.Null)) {
                (cell.record() < 0 || cell.record() >= records.size() ? outside : records.get(cell.record())).add(cell);
            }
        }
        for (int i = 0; i < records.size(); i++) {
            DisclosureResult end = record(i, records.get(i));
            if (end != null) {
                return new SurveyResult.Ended(end);
            }
        }
        return new SurveyResult.Usable(new OwnedRecords(found, outside, decisions));
    }

    private void note(ReaderNote readerNote) {
        switch (readerNote.kind()) {
            case UNDECLARED, NAMED ->
                decisions.add(new FieldDecision(CellPlacement.lastStep(readerNote.at()), Act.DROPPED, 0));
            case NOT_AN_OBJECT, BEYOND_PAGE -> decisions.add(new FieldDecision("record", Act.WITHHELD, 0));
            case WRONG_KIND, TOO_LONG, TWICE -> {
                boolean declared = readerNote.slot() >= 0;
                Entry entry = declared ? app.entry(readerNote.slot()) : null;
                decisions.add(new FieldDecision(
                        entry == null ? CellPlacement.lastStep(readerNote.at()) : entry.name(),
                        Act.WITHHELD,
                        entry == null ? 0 : entry.line()));
            }
        }
    }

    /// Adds the record where it exists for this caller. @return the end of the whole answer, or null
    private @Nullable DisclosureResult record(int index, List<Cell> cells) {
        if (asked == Asked.FOR_A_VIEW && viewer.rule().isEmpty()) {
            found.add(new OwnedRecords.Found(
                    index,
                    Optional.empty(),
                    Optional.empty(),
                    recordId(cells),
                    cells)); // carried values only: no person is looked at
            return null;
        }
        return switch (ownership(cells)) {
            case Ownership.BadToken(Cell cell) -> unusable(cell, "bad-token", false);
            case Ownership.Mixed(Cell cell) -> unusable(cell, "record-mixed", true);
            case Ownership.Of(SubjectRef person) -> owned(index, cells, Optional.of(person), false);
            case Ownership.Nobody(boolean gone) -> owned(index, cells, Optional.empty(), gone);
        };
    }

    /// A record nobody can trust: of a list it is left out and reported, so that one does not take all others away.
    private @Nullable DisclosureResult unusable(Cell cell, String rule, boolean mixed) {
        if (!route.isList()) {
            return new DisclosureResult.Unusable(fault(cell, rule), mixed);
        }
        decisions.add(new FieldDecision(
                app.entry(cell.slot()).name(),
                Act.WITHHELD,
                app.entry(cell.slot()).line()));
        return null;
    }

    private Fault fault(Cell cell, String rule) {
        return new Fault(cell.at(), rule, app.entry(cell.slot()).line());
    }

    private @Nullable DisclosureResult owned(int index, List<Cell> cells, Optional<SubjectRef> owner, boolean gone) {
        if (viewer.caller().isSubject() && !isOwn(cells, owner)) {
            boolean allGone = owner.isEmpty() && gone && subjectCell(cells) == null;
            return route.isList()
                    ? null
                    : allGone ? new DisclosureResult.AllGone(decisions) : new DisclosureResult.NoSuchRecord(owner);
        }
        if (!viewer.caller().isSubject() && isOutsideRows(cells)) {
            return route.isList() ? null : new DisclosureResult.NoSuchRecord(owner);
        }
        Optional<SubjectRef> person = owner.or(() -> named(cells));
        Optional<String> pseudonym = person.isPresent() ? Optional.empty() : pseudonym(cells);
        found.add(new OwnedRecords.Found(index, person, pseudonym, recordId(cells), cells));
        return null;
    }

    private boolean isOwn(List<Cell> cells, Optional<SubjectRef> owner) {
        Optional<Subject> self = viewer.self();
        if (self.isEmpty()) {
            return false;
        }
        if (owner.isPresent()) {
            return owner.get().equals(self.get().ref());
        }
        Cell subject = subjectCell(cells);
        return subject != null && isOf(self.get(), subject);
    }

    /// The person whose own value, in clear, names him in the record.
    private Optional<SubjectRef> named(List<Cell> cells) {
        Cell subject = subjectCell(cells);
        if (subject == null || isPseudonym(subject)) {
            return Optional.empty();
        }
        String type = app.entry(subject.slot()).type().name();
        String value = PlaintextCodec.spelling(subject.value());
        Optional<Subject> known = keys.domain().subjects().find(keys.scope(), type, value);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        try (Subject person = known.get()) {
            return Optional.of(person.ref());
        }
    }

    private Optional<String> pseudonym(List<Cell> cells) {
        Cell subject = subjectCell(cells);
        return subject == null || !isPseudonym(subject)
                ? Optional.empty()
                : Optional.of(PlaintextCodec.spelling(subject.value()));
    }

    private boolean isPseudonym(Cell subject) {
        return app.entry(subject.slot()) instanceof FieldRule field
                && field.stored().form().isPresent()
                && field.stored().form().get().effect() == Effect.PSEUDONYM;
    }

    /// Judged before any meter counts: what lies outside his rows is no record, also to one who is over his limit.
    private boolean isOutsideRows(List<Cell> cells) {
        Optional<OwnRows> rows = viewer.rule().flatMap(RevealRule::rows);
        if (rows.isEmpty()) {
            return false;
        }
        RowFilter filter = RowFilter.of(rows.get(), request, viewer.caller());
        return !filter.exists(cells.stream()
                .filter(cell -> cell.slot() == rows.get().slot())
                .map(cell -> whose(filter, cell))
                .toList());
    }

    private RowFilter.Whose whose(RowFilter filter, Cell cell) {
        if (!(app.entry(cell.slot()) instanceof FieldRule field && field.isSealed())) {
            return filter.whose(cell.value());
        }
        return CellPlacement.isToken(cell.value())
                        && new TokenReading(request).open(field, cell)
                                instanceof TokenReading.Read.Shown(Value value, int _)
                ? filter.whose(value)
                : RowFilter.Whose.UNKNOWN;
    }

    private Ownership ownership(List<Cell> cells) {
        SubjectRef owner = null;
        boolean gone = false;
        Cell subject = subjectCell(cells);
        for (Cell cell : cells) {
            if (!(app.entry(cell.slot()) instanceof FieldRule field && field.isSealed())
                    || !CellPlacement.isToken(cell.value())) {
                continue;
            }
            Optional<Token> token = keys.domain().sealer().parse(((Value.Text) cell.value()).text());
            TokenOwner bound = token.isPresent() ? keys.domain().sealer().owner(token.get()) : new TokenOwner.Invalid();
            switch (bound) {
                case TokenOwner.Invalid() -> {
                    return new Ownership.BadToken(cell);
                }
                case TokenOwner.Bound(SubjectRef person, int _) -> {
                    if (owner != null && !owner.equals(person)) {
                        return new Ownership.Mixed(cell);
                    }
                    owner = person;
                }
                case TokenOwner.Gone(OpenResult.Why _) ->
                    gone = true; // somebody who was erased and came back stays readable
                case TokenOwner.Unbound() -> {}
            }
        }
        if (owner == null) {
            return new Ownership.Nobody(gone);
        }
        return subject != null && !agrees(owner, subject) ? new Ownership.Mixed(subject) : new Ownership.Of(owner);
    }

    private boolean agrees(SubjectRef owner, Cell subject) {
        if (viewer.self().isPresent() && viewer.self().get().ref().equals(owner)) {
            return isOf(viewer.self().get(), subject);
        }
        Optional<Subject> person = keys.domain().subjects().load(owner);
        if (person.isEmpty()) {
            return true; // erased this moment: its tokens open no more
        }
        try (Subject known = person.get()) {
            return isOf(known, subject);
        }
    }

    /// Compares the subject's readable value with a person, in constant time.
    private boolean isOf(Subject person, Cell subject) {
        SubjectStore subjectStore = keys.domain().subjects();
        Entry entry = app.entry(subject.slot());
        if (subject.value() instanceof Value.Blob) {
            return false;
        }
        String spelling = PlaintextCodec.spelling(subject.value());
        return isPseudonym(subject)
                ? subjectStore.isPseudonymOf(person, keys.scope(), spelling)
                : subjectStore.isValueOf(person, keys.scope(), entry.type().name(), spelling);
    }

    /// The subject's own entry where the app holds it as pseudonym or plain; null where it is sealed, coarser, a
    /// pseudonym of something coarser, or missing.
    private @Nullable Cell subjectCell(List<Cell> cells) {
        OptionalInt slot = app.head().subject();
        if (slot.isEmpty()
                || !(app.entry(slot.getAsInt()) instanceof FieldRule field)
                || field.stored().form().isEmpty()
                || !field.stored().form().get().tellsTheValue()) {
            return null;
        }
        return cells.stream()
                .filter(cell -> cell.slot() == slot.getAsInt() && isScalar(cell.value()))
                .findFirst()
                .orElse(null);
    }

    private static boolean isScalar(Value value) {
        return switch (value) {
            case Value.Text _, Value.Number _, Value.Bool _ -> true;
            case Value.Null _, Value.Sequence _, Value.Mapping _, Value.Blob _ -> false;
        };
    }

    private Optional<String> recordId(List<Cell> cells) {
        OptionalInt slot = app.head().record();
        if (slot.isEmpty()) {
            return Optional.empty();
        }
        for (Cell cell : cells) {
            if (cell.slot() == slot.getAsInt()
                    && app.entry(cell.slot()).type().check(cell.value(), NO_DAY) instanceof Outcome.Fit(Value value)
                    && isScalar(value)) {
                return Optional.of(PlaintextCodec.spelling(value));
            }
        }
        return Optional.empty();
    }
}
