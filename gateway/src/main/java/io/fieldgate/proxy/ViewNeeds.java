package io.fieldgate.proxy;

import io.fieldgate.audit.ExchangeEvent.Justification;
import io.fieldgate.audit.LeafText;
import io.fieldgate.document.Cell;
import io.fieldgate.document.FieldPath;
import io.fieldgate.document.Value;
import io.fieldgate.enforce.Fault;
import io.fieldgate.enforce.ValidationResult;
import io.fieldgate.guard.DualControl;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.Caller;
import io.fieldgate.policy.RevealRule;
import io.fieldgate.policy.Route;
import io.fieldgate.proxy.ExchangeState.BodyRead;
import io.fieldgate.proxy.http.Problem;
import io.fieldgate.proxy.http.Refusal;
import io.fieldgate.proxy.http.RequestHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What a view needs beside role and purpose (`needs:`): the number of a case, a reason, the consent of a second
/// person.
/// Judged before the app is asked, so that a refusal says nothing about the record.
final class ViewNeeds {
    private static final String CASE = "fieldgate-case";
    private static final String REASON = "fieldgate-reason";
    private static final String CASE_CLAIM = "case";

    private final DualControl acts;

    ViewNeeds(DualControl acts) {
        this.acts = acts;
    }

    /// What stands in the `reveal` leaf, or why the view stays shut.
    Step<Justification> met(BodyRead read, ValidationResult.Fit fit) {
        Route route = read.route();
        Caller caller = read.scene().caller();
        if (route.kind() != Route.Kind.GIVES || route.traits().open()) {
            return Step.go(Justification.NONE);
        }
        AppPolicy app = read.scene().site().policy();
        RevealRule.Needs needs = app.revealTo(caller.role(), caller.purpose(), route)
                .map(RevealRule::needs)
                .orElse(RevealRule.Needs.NOTHING);
        if (needs.isNothing()) {
            return Step.go(Justification.NONE);
        }
        return said(needs, caller, read.received().in().head())
                .then(said -> needs.secondPerson() ? agreed(read, fit, said) : Step.go(said));
    }

    /// Case and reason of the request; a part the view does not need is left out.
    private static Step<Justification> said(RevealRule.Needs needs, Caller caller, RequestHead head) {
        List<Fault> faults = new ArrayList<>();
        Optional<String> claim = Optional.ofNullable(caller.claims().get(CASE_CLAIM));
        String number = Optional.ofNullable(head.header(CASE)).or(() -> claim).orElse("");
        if (needs.caseNumber() && !LeafText.isCaseNumber(number)) {
            faults.add(new Fault("Fieldgate-Case", "case", 0));
        }
        String reason = Optional.ofNullable(head.header(REASON)).orElse("");
        if (!needs.reasons().isEmpty() && !needs.reasons().contains(reason)) {
            faults.add(new Fault("Fieldgate-Reason", "reason", 0));
        }
        if (!faults.isEmpty()) {
            return Step.refused(Refusal.at(Problem.UNFIT, faults));
        }
        if (needs.caseNumber() && !claim.orElse(number).equals(number)) {
            return Step.refused(Problem.ROLE_NOT_ALLOWED, "case");
        }
        return Step.go(new Justification(
                needs.caseNumber() ? number : "", needs.reasons().isEmpty() ? "" : reason, Optional.empty(), ""));
    }

    private Step<Justification> agreed(BodyRead read, ValidationResult.Fit fit, Justification said) {
        Caller caller = read.scene().caller();
        AppPolicy app = read.scene().site().policy();
        return record(app, read.route(), fit)
                .map(id -> new DualControl.Wish(
                        DualControl.Act.REVEAL, app.name(), caller.purpose(), id, said.caseNumber(), said.reason()))
                .flatMap(wish -> acts.granted(wish, caller, read.scene().time().latest()))
                .<Step<Justification>>map(grant -> Step.go(new Justification(
                        said.caseNumber(), said.reason(), Optional.of(grant.approver()), grant.ask())))
                .orElseGet(() -> Step.refused(Problem.SECOND_PERSON, "second-person"));
    }

    /// The id of the one record that is asked for; a list is no object anybody could agree to.
    private static Optional<String> record(AppPolicy app, Route route, ValidationResult.Fit fit) {
        OptionalInt slot = app.head().record();
        if (route.isList() || slot.isEmpty()) {
            return Optional.empty();
        }
        return fit.cells().stream()
                .filter(cell -> cell.slot() == slot.getAsInt() && cell.place().origin() == FieldPath.Origin.PATH)
                .findFirst()
                .map(Cell::value)
                .filter(Value.Text.class::isInstance)
                .map(id -> ((Value.Text) id).text());
    }
}
