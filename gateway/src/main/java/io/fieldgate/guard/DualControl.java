package io.fieldgate.guard;

import io.fieldgate.audit.Actor;
import io.fieldgate.audit.EventIds;
import io.fieldgate.audit.GovernanceEvent;
import io.fieldgate.audit.log.AuditLog;
import io.fieldgate.document.Json;
import io.fieldgate.document.Value;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.Caller;
import io.fieldgate.state.StateStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Acts that need a second person (the two-person rule, "four eyes"): one asks, another of another unit approves, and
/// then the asker, and nobody else, may do that act to that object for a while. One mechanism for all such acts.
///
/// ```
/// ask      waits WAIT, then it is nobody's any more
/// grant    one asker in one role and purpose, one act, one object; lives LIFE from the approval, or less:
///          it ends with the day of the app's zone
/// unit     the claim `unit` of the credential, within its organisation
/// ```
///
/// Who may ask for an act at all is judged by whoever offers the act. Each step is a leaf before it is a row, so that
/// after a crash between both there is an ask or an approval in the log that nobody can use.
/// Errors: `AuditUnavailable`, `StateUnavailable`. Thread rule: safe for many threads; blocks on log and state.
public final class DualControl {
    static final Duration WAIT = Duration.ofMinutes(10);
    static final Duration LIFE = Duration.ofMinutes(10);

    private static final int MAX_LISTED = 100;

    /// What somebody may be allowed to do by a second person. A new act is a line here.
    public enum Act {
        /// To see one record through a view that needs it. Object: the record's id.
        REVEAL("reveal"),
        /// To go on reading in one app past the line of the legal scale. Object: the app.
        READ_ON("read-on");

        private final String word;

        Act(String word) {
            this.word = word;
        }

        /// As it stands in requests and leaves.
        public String word() {
            return word;
        }

        public static Optional<Act> of(String word) {
            return List.of(values()).stream()
                    .filter(act -> act.word.equals(word))
                    .findFirst();
        }
    }

    /// A member of staff, as his credential says.
    record Person(String staff, String org, String role, String unit) {
        static Person of(Caller caller) {
            return new Person(caller.id(), caller.org(), caller.role(), caller.unit());
        }

        boolean isKnown() {
            return !staff.isEmpty() && !org.isEmpty() && !unit.isBlank();
        }

        /// Another person, of another unit.
        boolean isApart(Person other) {
            return !staff.equals(other.staff) && !(org.equals(other.org) && unit.equals(other.unit));
        }
    }

    /// What is asked for. @param object as the act names its objects
    /// @param caseNumber may be empty @param reason may be empty
    public record Wish(Act act, String app, String purpose, String object, String caseNumber, String reason) {
        @Override
        public String toString() {
            return "Wish[" + act + "]";
        }
    }

    /// @param until it waits no longer than that
    record Ask(String id, Wish wish, Person asker, Instant until) {}

    /// @param ask id of the ask it came from @param until the first instant it does not cover
    public record Grant(String ask, Actor approver, String caseNumber, String reason, Instant until) {}

    /// What became of a step.
    public sealed interface Result {
        /// @param until the ask waits, or the grant lives, no longer than that
        record Done(String ask, Instant until) implements Result {}

        /// The same person, the same unit, no unit, or an organisation that has no part in the app.
        record NotApart() implements Result {}

        /// No such ask waits here.
        record Unknown() implements Result {}
    }

    private final AskTable table;
    private final AuditLog log;
    private final EventIds ids;

    private DualControl(AskTable table, AuditLog log, EventIds ids) {
        this.table = table;
        this.log = log;
        this.ids = ids;
    }

    public static DualControl open(StateStore state, AuditLog log, EventIds ids) {
        return new DualControl(new AskTable(state), log, ids);
    }

    /// @return [Result.Done], or [Result.NotApart] for somebody of whom no staff id or unit is known
    public Result ask(Wish wish, Caller caller, Instant now) {
        Person asker = Person.of(caller);
        if (!asker.isKnown()) {
            return new Result.NotApart();
        }
        Ask ask = new Ask(ids.next(), wish, asker, now.plus(WAIT));
        log.append(new GovernanceEvent.Ask(
                ask.id(),
                wish.act().word(),
                wish.app(),
                wish.purpose(),
                Actors.of(caller),
                wish.caseNumber(),
                wish.reason()));
        table.ask(ask);
        return new Result.Done(ask.id(), ask.until());
    }

    /// The app an ask is about, while it waits.
    public Optional<String> app(String ask, Instant now) {
        return table.find(ask)
                .filter(found -> now.isBefore(found.until()))
                .map(found -> found.wish().app());
    }

    /// @param app the app the ask must be about
    public Result approve(AppPolicy app, String id, Caller caller, Instant now) {
        Optional<Ask> found = table.find(id)
                .filter(ask -> ask.wish().app().equals(app.name()))
                .filter(ask -> now.isBefore(ask.until()));
        if (found.isEmpty()) {
            return new Result.Unknown();
        }
        Ask ask = found.get();
        Person approver = Person.of(caller);
        if (!approver.isKnown() || !app.duties().accountable().has(approver.org()) || !approver.isApart(ask.asker())) {
            return new Result.NotApart();
        }
        Instant until = end(app, now);
        Actor actor = Actors.of(caller);
        log.append(
                new GovernanceEvent.Approval(id, ask.wish().act().word(), app.name(), actor, until.getEpochSecond()));
        Grant grant = new Grant(id, actor, ask.wish().caseNumber(), ask.wish().reason(), until);
        return table.grant(ask, grant) ? new Result.Done(id, until) : new Result.Unknown();
    }

    private static Instant end(AppPolicy app, Instant now) {
        Instant midnight = LocalDate.ofInstant(now, app.duties().zone())
                .plusDays(1)
                .atStartOfDay(app.duties().zone())
                .toInstant();
        Instant end = now.plus(LIFE);
        return end.isBefore(midnight) ? end : midnight;
    }

    /// What this caller may do now because somebody else agreed. Case and reason of the wish must be those of the ask.
    public Optional<Grant> granted(Wish wish, Caller caller, Instant now) {
        Person asker = Person.of(caller);
        return table.granted(wish, asker)
                .filter(grant -> now.isBefore(grant.until()))
                .filter(grant -> grant.caseNumber().equals(wish.caseNumber())
                        && grant.reason().equals(wish.reason()));
    }

    /// The asks that wait in an app and that this caller could approve, oldest first, at most 100.
    public List<Waiting> waiting(AppPolicy app, Caller caller, Instant now) {
        Person approver = Person.of(caller);
        if (!approver.isKnown() || !app.duties().accountable().has(approver.org())) {
            return List.of();
        }
        return table.all().stream()
                .filter(ask -> ask.wish().app().equals(app.name()))
                .filter(ask -> now.isBefore(ask.until()) && approver.isApart(ask.asker()))
                .limit(MAX_LISTED)
                .map(ask -> new Waiting(
                        ask.id(), ask.wish(), ask.asker().staff(), ask.asker().org(), ask.until()))
                .toList();
    }

    /// An ask as its approver sees it.
    public record Waiting(String ask, Wish wish, String staff, String org, Instant until) {

        /// As both planes answer it.
        public Value json() {
            return Json.object(
                    "ask", ask,
                    "app", wish.app(),
                    "act", wish.act().word(),
                    "object", wish.object(),
                    "purpose", wish.purpose(),
                    "case", wish.caseNumber(),
                    "reason", wish.reason(),
                    "staff", staff,
                    "org", org,
                    "until", until.toString());
        }
    }
}
