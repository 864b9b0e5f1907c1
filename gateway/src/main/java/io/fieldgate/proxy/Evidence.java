package io.fieldgate.proxy;

import io.fieldgate.audit.Access;
import io.fieldgate.audit.Action;
import io.fieldgate.audit.Actor;
import io.fieldgate.audit.ExchangeEvent;
import io.fieldgate.audit.FieldAction;
import io.fieldgate.audit.LeafText;
import io.fieldgate.audit.LegalBasis;
import io.fieldgate.audit.Parties;
import io.fieldgate.audit.PolicyRef;
import io.fieldgate.audit.ProcessingOperation;
import io.fieldgate.audit.SubjectTags;
import io.fieldgate.audit.TaggedSubjects;
import io.fieldgate.crypto.SubjectRef;
import io.fieldgate.crypto.keys.Subject;
import io.fieldgate.document.Ascii;
import io.fieldgate.enforce.CurrentRecord;
import io.fieldgate.enforce.Decision;
import io.fieldgate.enforce.DisclosureResult;
import io.fieldgate.enforce.FieldDecision;
import io.fieldgate.enforce.OwnedRecords;
import io.fieldgate.guard.Actors;
import io.fieldgate.lifecycle.PersonTags;
import io.fieldgate.policy.AppKeys;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.Caller;
import io.fieldgate.policy.PurposeRule;
import io.fieldgate.policy.RegisterInForce;
import io.fieldgate.policy.Route;
import io.fieldgate.proxy.http.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Turns caller, standing and decisions of one exchange into leaves. What can enter the log from the data plane
/// is this one file:
/// ids of the policy, ids of staff, counts, keyed tags of persons. No value fits in.
/// Errors: `KeysUnavailable` and `StateUnavailable` where a tag cannot be made; a text that may not stand in a
/// leaf is an [IllegalArgumentException], which closes the gate.
final class Evidence {
    private static final int MAX_ACTIONS = 200; // field actions in one leaf, so that it stays below 8 KiB

    /// What an exchange on this route does with personal fields.
    static ProcessingOperation operation(Route route) {
        return switch (route.kind()) {
            case TAKES -> ProcessingOperation.COLLECT;
            case GIVES -> ProcessingOperation.READ;
            case CHANGES -> ProcessingOperation.CORRECT;
            case ERASES -> ProcessingOperation.ERASE;
        };
    }

    /// Before bytes go to the backend. @param found the record, where it was read back @param bytes of the body
    ExchangeEvent.Intent intent(ExchangeState.Decided decided, Optional<OwnedRecords.Found> found, long bytes) {
        Scene scene = decided.scene();
        TaggedSubjects about = found.map(record -> about(scene, record)).orElseGet(() -> about(decided));
        return new ExchangeEvent.Intent(
                access(
                        scene,
                        decided.operation(),
                        about,
                        actions(decided.forward().decisions())),
                decided.checked().eventId(),
                "",
                bytes);
    }

    private static TaggedSubjects about(Scene scene, OwnedRecords.Found record) {
        if (record.owner().isPresent()) {
            return load(scene, List.of(record.owner().get()), 0);
        }
        return record.pseudonym().map(text -> known(scene, text)).orElse(TaggedSubjects.NONE);
    }

    /// Somebody of whom a record tells a pseudonym and nothing else.
    private static TaggedSubjects known(Scene scene, String pseudonym) {
        return new TaggedSubjects(List.of(pseudonymous(scene, List.of(pseudonym))), 1);
    }

    private static TaggedSubjects about(ExchangeState.Decided decided) {
        Optional<Subject> subject = decided.enrolled().person();
        if (subject.isPresent()) {
            return tags(
                    decided.scene(), List.of(subject.get()), decided.forward().linkMinute());
        }
        return decided.checked()
                .current()
                .flatMap(CurrentRecord::pseudonym)
                .map(text -> known(decided.scene(), text))
                .orElseGet(() -> named(decided.scene(), decided.checked().fit().subject()));
    }

    /// Before the answer goes to the reader.
    ExchangeEvent.Reveal reveal(ExchangeState.Recorded recorded, DisclosureResult.Shown shown, long bytes) {
        Scene scene = recorded.scene();
        TaggedSubjects about = seen(scene, shown);
        return new ExchangeEvent.Reveal(
                access(scene, ProcessingOperation.READ, about, actions(shown.decisions())),
                recorded.checked().grounds(),
                recorded.intent(),
                "ok",
                bytes);
    }

    /// Before values go to a service that is asked: it is a recipient like any other.
    ExchangeEvent.Reveal share(Scene scene, Decision.Question question, Optional<String> subject) {
        AppPolicy app = scene.site().policy();
        List<FieldAction> actions = new ArrayList<>();
        for (String name : question.values().keySet()) {
            actions.add(new FieldAction(name, Action.REVEALED, line(app, name)));
        }
        TaggedSubjects about = named(scene, subject);
        Actor service = new Actor(question.role(), "", question.role(), "");
        Access access = new Access(
                scene.trace(),
                app.name(),
                scene.route(),
                ProcessingOperation.SHARE,
                policy(app),
                parties(app),
                service,
                self(scene),
                grounds(app, scene.caller()),
                about,
                actions);
        return new ExchangeEvent.Reveal(access, ExchangeEvent.Justification.NONE, -1, "ok", 0);
    }

    /// A refusal once an app is known; nobody waits for it. @param about whose record it was, where that is known
    ExchangeEvent.Deny deny(
            ExchangeState.InApp at, Refusal refusal, Optional<SubjectRef> about, List<FieldDecision> decisions) {
        TaggedSubjects subjects = about.isPresent() ? load(at.scene(), List.of(about.get()), 0) : TaggedSubjects.NONE;
        return deny(access(at.scene(), at.operation(), subjects, actions(decisions)), refusal);
    }

    /// The same of nobody: where keys are away no tag can be made.
    ExchangeEvent.Deny untagged(ExchangeState.InApp at, Refusal refusal, List<FieldDecision> decisions) {
        Access access = access(at.scene(), at.operation(), Optional.empty(), TaggedSubjects.NONE, actions(decisions));
        return deny(access, refusal);
    }

    private static ExchangeEvent.Deny deny(Access access, Refusal refusal) {
        return new ExchangeEvent.Deny(
                access, refusal.problem().id(), LeafText.isCode(refusal.rule()) ? refusal.rule() : "");
    }

    /// @param status the app's, -1 for none
    ExchangeEvent.Outcome outcome(ExchangeState.Recorded recorded, String out, int status, long bytes) {
        Scene scene = recorded.scene();
        return new ExchangeEvent.Outcome(scene.trace(), scene.site().name(), recorded.intent(), out, status, bytes);
    }

    private static Access access(
            Scene scene, ProcessingOperation processingOperation, TaggedSubjects about, List<FieldAction> actions) {
        return access(scene, processingOperation, self(scene), about, actions);
    }

    private static Access access(
            Scene scene,
            ProcessingOperation processingOperation,
            Optional<SubjectTags> self,
            TaggedSubjects about,
            List<FieldAction> actions) {
        AppPolicy app = scene.site().policy();
        Caller caller = scene.caller();
        return new Access(
                scene.trace(),
                app.name(),
                scene.route(),
                processingOperation,
                policy(app),
                parties(app),
                Actors.of(caller),
                self,
                grounds(app, caller),
                about,
                actions);
    }

    private static PolicyRef policy(AppPolicy app) {
        return new PolicyRef(app.name(), 0, app.head().digest());
    }

    private static Parties parties(AppPolicy app) {
        List<String> processors = app.duties().accountable().processors();
        return new Parties(app.duties().accountable().collector(), processors.isEmpty() ? "" : processors.getFirst());
    }

    private static LegalBasis grounds(AppPolicy app, Caller caller) {
        PurposeRule rule = app.duties().purposes().get(caller.purpose());
        return LegalBasis.of(caller.purpose(), rule == null ? "" : rule.basis());
    }

    /// Whose values an answer shows: persons by their rows, persons known by a pseudonym alone, and how many records
    /// tell of nobody.
    private static TaggedSubjects seen(Scene scene, DisclosureResult.Shown shown) {
        TaggedSubjects known = load(scene, shown.persons(), shown.linkMinute());
        List<SubjectTags> groups = new ArrayList<>(known.groups());
        if (!shown.pseudonyms().isEmpty()) {
            groups.add(pseudonymous(scene, shown.pseudonyms()));
        }
        return new TaggedSubjects(groups, known.distinct() + shown.pseudonyms().size(), shown.unnamed());
    }

    private static SubjectTags pseudonymous(Scene scene, Collection<String> pseudonyms) {
        AppKeys keys = scene.site().keys();
        Instant now = scene.time().latest();
        int link = scene.site().policy().unkeptMinute(now);
        LocalDate day = now.atOffset(ZoneOffset.UTC).toLocalDate();
        List<byte[]> tags = pseudonyms.stream()
                .map(pseudonym -> keys.tagOfPseudonym(pseudonym, link, day))
                .filter(tag -> tag.length > 0)
                .toList();
        return SubjectTags.of(keys.bucketName(link), tags);
    }

    /// The caller's own tag, where he is a person acting for himself.
    private static Optional<SubjectTags> self(Scene scene) {
        Instant now = scene.time().latest();
        RegisterInForce register = scene.site().register();
        return register.policy().ownValue(scene.caller(), now).flatMap(value -> PersonTags.of(register, value, now));
    }

    /// Somebody a request names, of whom nothing need be stored. @param value normalised
    private static TaggedSubjects named(Scene scene, Optional<String> value) {
        RegisterInForce register = scene.site().register();
        Optional<SubjectTags> tags =
                value.flatMap(text -> PersonTags.of(register, text, scene.time().latest()));
        return value.isEmpty()
                ? TaggedSubjects.NONE
                : new TaggedSubjects(tags.map(List::of).orElse(List.of()), 1);
    }

    private static TaggedSubjects load(Scene scene, Collection<SubjectRef> persons, int linkMinute) {
        List<Subject> subjects = new ArrayList<>();
        try {
            for (SubjectRef person : persons) {
                scene.site().keys().person(person).ifPresent(subjects::add);
            }
            TaggedSubjects tagged = subjects.isEmpty() ? TaggedSubjects.NONE : tags(scene, subjects, linkMinute);
            return new TaggedSubjects(tagged.groups(), persons.size());
        } finally { // also where keys fail: the persons' salts are given back
            subjects.forEach(Subject::close);
        }
    }

    /// @param linkMinute 0 where no value is kept
    private static TaggedSubjects tags(Scene scene, List<Subject> persons, int linkMinute) {
        AppKeys keys = scene.site().keys();
        Instant now = scene.time().latest();
        LocalDate day = now.atOffset(ZoneOffset.UTC).toLocalDate();
        int link = linkMinute > 0 ? linkMinute : scene.site().policy().unkeptMinute(now);
        List<byte[]> tags = new ArrayList<>();
        for (Subject person : persons) {
            tags.add(keys.tag(person, link, day));
        }
        return new TaggedSubjects(List.of(SubjectTags.of(keys.bucketName(link), tags)), persons.size());
    }

    /// Each field and what was done with it, once, in the order of the decisions.
    private static List<FieldAction> actions(List<FieldDecision> decisions) {
        Set<FieldAction> actions = new LinkedHashSet<>();
        int position = 0;
        for (FieldDecision decision : decisions) {
            position++;
            actions.add(action(decision, position));
            if (actions.size() == MAX_ACTIONS) {
                break;
            }
        }
        return List.copyOf(actions);
    }

    private static FieldAction action(FieldDecision decision, int position) {
        Action action = action(decision.act());
        if (decision.line() > 0) {
            return new FieldAction(decision.name(), action, decision.line());
        }
        String name = DecisionHeader.plain(decision.name()).replace(':', '.');
        int mark = name.lastIndexOf('#');
        boolean known = mark >= 0
                && name.length() - mark <= 6
                && name.substring(mark + 1).chars().allMatch(Ascii::isDigit);
        return known && mark + 1 < name.length()
                ? new FieldAction(name.substring(mark), action, 0)
                : FieldAction.undeclared(name, position, action);
    }

    private static Action action(FieldDecision.Act act) {
        return switch (act) {
            case KEPT -> Action.KEPT;
            case DROPPED -> Action.DROPPED;
            case MASKED -> Action.MASKED;
            case GENERALIZED -> Action.GENERALIZED;
            case TOKENIZED -> Action.TOKENIZED;
            case ENCRYPTED -> Action.ENCRYPTED;
            case USED -> Action.USED;
            case REVEALED -> Action.REVEALED;
            case REJECTED -> Action.REJECTED;
            case GONE, WITHHELD -> Action.WITHHELD;
        };
    }

    private static int line(AppPolicy app, String entry) {
        return app.entries().all().stream()
                .filter(each -> each.name().equals(entry))
                .findFirst()
                .map(each -> each.line())
                .orElse(0);
    }
}
