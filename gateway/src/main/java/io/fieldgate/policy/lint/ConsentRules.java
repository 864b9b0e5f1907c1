package io.fieldgate.policy.lint;

import io.fieldgate.policy.register.Campaigns.CampaignBlock;
import io.fieldgate.policy.register.Located;
import io.fieldgate.policy.register.Register.ConsentBlock;
import io.fieldgate.policy.register.Register.FieldBlock;
import io.fieldgate.policy.register.Register.PurposeBlock;
import io.fieldgate.policy.source.Diagnostics;
import io.fieldgate.transform.form.Effect;
import java.util.List;
import java.util.Optional;

/// Groups CON and CAM for registers: the two bases that come with duties of their own, and DOM-04 on tokens
/// that look stable.
final class ConsentRules implements RegisterLint {
    @Override
    public List<String> rules() {
        return List.of(
                "FG-CON-01", "FG-CON-02", "FG-CON-03", "FG-CON-05", "FG-CAM-01", "FG-CAM-02", "FG-CAM-03", "FG-DOM-04");
    }

    @Override
    public void check(Facts facts, Diagnostics out) {
        for (PurposeBlock purpose : facts.register().duties().purposes()) {
            if (purpose.isConsent()) {
                consent(purpose, facts, out);
            } else {
                purpose.consent()
                        .ifPresent(block -> out.error(
                                "FG-CON-01.no-consent",
                                block.span(),
                                purpose.name().value(),
                                purpose.basis().value()));
            }
            if (purpose.basis().value().equals("public-health-emergency")) {
                emergency(purpose, facts, out);
            }
        }
        sunset(facts, out);
        facts.fields().forEach(field -> token(field, facts, out));
    }

    private static void consent(PurposeBlock purpose, Facts facts, Diagnostics out) {
        Optional<ConsentBlock> said = purpose.consent();
        if (said.isEmpty()
                || said.get().notice().isEmpty()
                || said.get().withdraw().isEmpty()) {
            out.error("FG-CON-01.notice", purpose.name().span(), purpose.name().value());
            return;
        }
        List<FieldBlock> served = facts.fields().stream()
                .filter(field -> facts.serves(field, purpose.name().value()))
                .toList();
        Optional<FieldBlock> sensitive =
                served.stream().filter(facts::isSensitive).findFirst();
        if (sensitive.isPresent() && !said.get().separate()) {
            out.error(
                            "FG-CON-02.separate",
                            said.get().span(),
                            purpose.name().value(),
                            sensitive.get().name().value())
                    .other(sensitive.get().name().span());
        }
        List<FieldBlock> own =
                served.stream().filter(field -> field.why().size() == 1).toList();
        boolean erase = said.get().withdraw().get().value().equals("erase");
        if (erase && own.isEmpty()) {
            out.warn(
                    "FG-CON-03.nothing-own",
                    said.get().withdraw().get().span(),
                    purpose.name().value());
        }
        own.stream()
                .filter(facts::isReadableByApp)
                .filter(field -> erase)
                .forEach(field -> out.warn(
                        "FG-CON-05.readable",
                        field.life().as().map(Located::span).orElse(field.name().span()),
                        field.name().value(),
                        purpose.name().value()));
    }

    private static void emergency(PurposeBlock purpose, Facts facts, Diagnostics out) {
        if (facts.register().duties().campaign().isEmpty()) {
            out.error(
                    "FG-CAM-01.no-campaign",
                    purpose.basis().span(),
                    purpose.name().value());
        }
        Optional<CampaignBlock> campaign = facts.campaign();
        Located<String> collector = facts.register().duties().accountable().collector();
        if (campaign.isPresent()
                && !collector.isUnread()
                && campaign.get().authorised().stream()
                        .noneMatch(org -> org.value().equals(collector.value()))) {
            out.error(
                            "FG-CAM-02.collector",
                            collector.span(),
                            collector.value(),
                            campaign.get().name().value())
                    .other(campaign.get().name().span());
        }
    }

    private static void sunset(Facts facts, Diagnostics out) {
        Optional<CampaignBlock> campaign = facts.campaign();
        facts.register()
                .duties()
                .sunset()
                .ifPresent(sunset -> campaign.flatMap(CampaignBlock::endsAtLatest)
                        .filter(end -> sunset.value().isAfter(end.value()))
                        .ifPresent(end -> out.warn("FG-CAM-03.sunset", sunset.span(), sunset.value(), end.value())
                                .other(end.span())));
    }

    private static void token(FieldBlock field, Facts facts, Diagnostics out) {
        boolean lookedUp = facts.isSubject(field.name().value())
                || facts.register().flow().routes().stream()
                        .anyMatch(route -> route.asks().stream()
                                .anyMatch(entry ->
                                        entry.value().equals(field.name().value())));
        if (lookedUp && facts.isLongToken(field)) {
            out.warn(
                            "FG-DOM-04.token",
                            field.life()
                                    .as()
                                    .map(Located::span)
                                    .orElse(field.name().span()),
                            field.name().value())
                    .fix(facts.allowed(field, Effect.PSEUDONYM).stream().findFirst());
        }
    }
}
