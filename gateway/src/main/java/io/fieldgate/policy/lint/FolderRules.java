package io.fieldgate.policy.lint;

import io.fieldgate.policy.register.Campaigns.CampaignBlock;
import io.fieldgate.policy.register.Lint;
import io.fieldgate.policy.register.Located;
import io.fieldgate.policy.register.PolicyDraft;
import io.fieldgate.policy.register.Register;
import io.fieldgate.policy.register.Register.FieldBlock;
import io.fieldgate.policy.register.Vocabulary;
import io.fieldgate.policy.source.Diagnostic.Span;
import io.fieldgate.policy.source.Diagnostics;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Rules that need all files at once: FG-REF-02 words nobody uses, FG-CAM-04 campaigns without an end, FG-ONC-01
/// numbers asked for again by another app.
final class FolderRules implements Lint {
    @Override
    public List<String> rules() {
        return List.of("FG-REF-02", "FG-CAM-04", "FG-ONC-01");
    }

    @Override
    public void check(PolicyDraft draft, Diagnostics out) {
        draft.campaigns().byName().values().forEach(campaign -> ends(campaign, out));
        if (!draft.registers().isEmpty()) {
            unused(draft, out);
        }
        asked(draft, out);
    }

    /// Two apps of one scope that ask people for one number.
    private static void asked(PolicyDraft draft, Diagnostics out) {
        Map<List<String>, FieldBlock> known = new HashMap<>();
        for (Register register : draft.registers()) {
            Map<List<String>, FieldBlock> own = new HashMap<>();
            Facts facts = new Facts(draft, register);
            for (FieldBlock field : facts.fields()) {
                List<String> asked = List.of(
                        register.identity().scope().value(), field.type().value());
                FieldBlock before = known.get(asked);
                boolean fromPerson = !field.isByApp() && !field.isDerived() && facts.identifiesAlone(field);
                if (fromPerson && before != null) {
                    out.warn(
                                    "FG-ONC-01.asked-again",
                                    field.name().span(),
                                    field.name().value(),
                                    register.identity().scope().value())
                            .other(before.name().span());
                } else if (fromPerson) {
                    own.putIfAbsent(asked, field);
                }
            }
            known.putAll(own);
        }
    }

    private static void ends(CampaignBlock campaign, Diagnostics out) {
        if (campaign.endsAtLatest().isEmpty()) {
            out.error(
                    "FG-CAM-04.no-end", campaign.name().span(), campaign.name().value());
            return;
        }
        Located<LocalDate> end = campaign.endsAtLatest().get();
        Optional<LocalDate> latest =
                campaign.declared().map(declared -> declared.value().plusYears(1));
        if (latest.isPresent() && end.value().isAfter(latest.get())) {
            out.error("FG-CAM-04.too-far", end.span(), end.value(), latest.get())
                    .fix(latest.get().toString());
        }
        if (campaign.declared()
                .filter(declared -> end.value().isBefore(declared.value()))
                .isPresent()) {
            out.error("FG-CAM-04.before", end.span(), end.value());
        }
    }

    private static void unused(PolicyDraft draft, Diagnostics out) {
        Vocabulary.Words words = draft.vocabulary().words();
        Set<String> roles = new HashSet<>();
        Set<String> purposes = new HashSet<>();
        Set<String> scopes = new HashSet<>();
        Set<String> events = new HashSet<>();
        Set<String> orgs = new HashSet<>();
        for (Register register : draft.registers()) {
            scopes.add(register.identity().scope().value());
            register.reveal().forEach(view -> {
                roles.add(view.role().value());
                purposes.add(view.purpose().value());
            });
            register.duties()
                    .purposes()
                    .forEach(purpose -> purposes.add(purpose.name().value()));
            register.flow()
                    .fields()
                    .forEach(field -> field.life()
                            .keep()
                            .flatMap(Register.KeepBlock::event)
                            .ifPresent(end -> events.add(end.until().value())));
            orgs.addAll(register.duties().accountable().orgs());
        }
        words.events().values().forEach(event -> event.declaredBy().ifPresent(org -> orgs.add(org.value())));
        draft.campaigns()
                .byName()
                .values()
                .forEach(campaign -> orgs.add(campaign.org().value()));
        words.roles().values().stream()
                .filter(role -> !roles.contains(role.name().value()))
                .forEach(role -> warn("role", role.name(), out));
        words.purposes().values().stream()
                .filter(purpose -> !purposes.contains(purpose.name().value()))
                .forEach(purpose -> warn("purpose", purpose.name(), out));
        words.events().values().stream()
                .filter(event -> !events.contains(event.name().value()))
                .forEach(event -> warn("event", event.name(), out));
        titled("scope", words.scopes(), scopes, out);
        titled("org", words.orgs(), orgs, out);
    }

    private static void titled(String kind, Map<String, Span> all, Set<String> used, Diagnostics out) {
        all.forEach((name, span) -> {
            if (!used.contains(name)) {
                warn(kind, new Located<>(name, span), out);
            }
        });
    }

    private static void warn(String kind, Located<String> name, Diagnostics out) {
        out.warn("FG-REF-02." + kind, name.span(), name.value());
    }
}
