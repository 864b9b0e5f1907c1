package io.fieldgate.proxy;

import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.crypto.keys.Subject;
import io.fieldgate.document.Value;
import io.fieldgate.enforce.CurrentRecord;
import io.fieldgate.enforce.Fault;
import io.fieldgate.enforce.OwnedRecords;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.Entry;
import io.fieldgate.policy.FieldRule;
import io.fieldgate.policy.RegisterInForce;
import io.fieldgate.proxy.ExchangeState.Checked;
import io.fieldgate.proxy.ExchangeState.Decided;
import io.fieldgate.proxy.ExchangeState.Replied;
import io.fieldgate.proxy.http.Answer;
import io.fieldgate.proxy.http.Problem;
import io.fieldgate.proxy.http.Refusal;
import io.fieldgate.proxy.http.UpstreamResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// One record that is there is changed: by its person, or by staff whom the route names. It keeps its person, and
/// nothing in it lives longer than before.
final class ChangesHandler {
    private final ExchangeParts parts;
    private final CarriedAnswer carried;

    ChangesHandler(ExchangeParts parts, CarriedAnswer carried) {
        this.parts = parts;
        this.carried = carried;
    }

    /// The record as it stands now; no such record where nothing of it lives any more.
    Step<CurrentRecord> current(Checked checked, OwnedRecords.Found found) {
        RegisterInForce register = checked.request().register();
        Instant now = checked.request().time().latest();
        Optional<SubjectRef> owner = found.owner().or(() -> self(checked));
        OptionalInt due = parts.lives().records().dueMinute(register, recordId(checked));
        Optional<CurrentRecord> current = CurrentRecord.of(checked.request(), found, owner, due, now);
        boolean nobodys = owner.isEmpty()
                && register.policy().head().subject().isPresent()
                && (found.pseudonym().isEmpty() || seals(checked));
        if (current.isEmpty() || nobodys) {
            return Step.refused(Problem.NO_RECORD);
        }
        return keepsPerson(checked, owner) ? Step.go(current.get()) : otherPerson(register.policy());
    }

    /// Whether a value would be bound to a person: one who is known by a pseudonym alone cannot be.
    private static boolean seals(Checked checked) {
        AppPolicy app = checked.scene().site().policy();
        return checked.fit().cells().stream()
                .anyMatch(cell -> app.entry(cell.slot()) instanceof FieldRule field && field.isSealed());
    }

    /// Whose pseudonym stands in the record, where no sealed value names him: that was compared already.
    private Optional<SubjectRef> self(Checked checked) {
        Optional<Subject> self = parts.lives()
                .standings()
                .self(checked.request().register(), checked.scene().caller());
        if (self.isEmpty()) {
            return Optional.empty();
        }
        try (Subject person = self.get()) {
            return Optional.of(person.ref());
        }
    }

    /// Whether the number that was sent, if any, is that of the record's own person.
    private boolean keepsPerson(Checked checked, Optional<SubjectRef> owner) {
        Optional<String> sent = checked.fit().subject();
        if (checked.scene().caller().isSubject() || sent.isEmpty()) {
            return true; // a person writes about himself only, which was judged before
        }
        Optional<Subject> named =
                parts.lives().standings().find(checked.request().register(), sent.get());
        if (named.isEmpty()) {
            return false;
        }
        try (Subject person = named.get()) {
            return owner.equals(Optional.of(person.ref()));
        }
    }

    private static Step<CurrentRecord> otherPerson(AppPolicy app) {
        Entry subject = app.entry(app.head().subject().orElseThrow());
        String at = subject.places().getFirst().text();
        return Step.refused(Refusal.at(Problem.UNFIT, List.of(new Fault(at, "other-person", subject.line()))));
    }

    /// The app may have changed the record: what it must delete one day is due no later than before.
    void owed(Decided decided) {
        if (decided.forward().dueMinute().isEmpty()) {
            return;
        }
        Optional<SubjectRef> person = decided.enrolled().person().map(Subject::ref);
        parts.lives()
                .records()
                .born(
                        decided.checked().request().register(),
                        recordId(decided.checked()),
                        person,
                        decided.forward().dueMinute().getAsInt(),
                        decided.checked().eventId());
    }

    Step<Response> answer(Replied replied) {
        UpstreamResult.Reply reply = replied.reply();
        if (reply.status() == 404 || reply.status() == 410) {
            return Step.refused(Problem.NO_RECORD);
        }
        if (!reply.isSuccess()) {
            return TakesHandler.failed(reply);
        }
        Decided decided = replied.decided();
        if (decided.route().answer().carried().isEmpty() || reply.body().length == 0) {
            return Step.go(new Response(Answer.empty(204), decided.forward().decisions()));
        }
        return carried.read(decided, reply).then(records -> carried.write(decided, records, 200));
    }

    private static String recordId(Checked checked) {
        AppPolicy app = checked.scene().site().policy();
        Value id = RecordReadBack.recordId(checked.route(), app, checked.fit().cells());
        if (!(id instanceof Value.Text(String text))) {
            throw new IllegalStateException("A record's name is a text.");
        }
        return text;
    }
}
