package io.fieldgate.policy.compile;

import io.fieldgate.document.FieldPath;
import io.fieldgate.policy.AppLimits;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.AppPolicy.CampaignRule;
import io.fieldgate.policy.Entries;
import io.fieldgate.policy.Entry;
import io.fieldgate.policy.NamedPlace;
import io.fieldgate.policy.PurposeRule;
import io.fieldgate.policy.register.Campaigns;
import io.fieldgate.policy.register.Located;
import io.fieldgate.policy.register.Register;
import io.fieldgate.policy.register.Register.FieldBlock;
import io.fieldgate.policy.register.Register.PurposeBlock;
import io.fieldgate.policy.register.Vocabulary;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Turns one judged register into the immutable [AppPolicy]. Only for registers without a blocking finding: an
/// unresolved name is our bug here.
final class PolicyCompiler {
    private final Vocabulary vocabulary;
    private final Campaigns campaigns;

    PolicyCompiler(Vocabulary vocabulary, Campaigns campaigns) {
        this.vocabulary = vocabulary;
        this.campaigns = campaigns;
    }

    AppPolicy compile(Register register) {
        EntryCompiler entries = new EntryCompiler(register, new TypeCompiler(vocabulary));
        List<Entry> compiled = entries.compile();
        List<NamedPlace> named = named(register);
        RouteCompiler routes = new RouteCompiler(register, vocabulary, compiled, named, entries.slots());
        RevealCompiler reveal = new RevealCompiler(vocabulary, compiled, entries.slots());
        return new AppPolicy(
                head(register, entries.slots()),
                duties(register),
                new Entries(compiled),
                named,
                register.flow().undeclared().value().equals("drop")
                        ? AppPolicy.Undeclared.DROP
                        : AppPolicy.Undeclared.REJECT,
                register.flow().routes().stream().map(routes::compile).toList(),
                register.reveal().stream().map(reveal::compile).toList(),
                limits(register));
    }

    private static AppPolicy.Head head(Register register, Map<String, Integer> slots) {
        Register.Identity identity = register.identity();
        String file = register.file().substring(register.file().lastIndexOf('/') + 1);
        return new AppPolicy.Head(
                register.app(),
                identity.title().value(),
                file,
                register.digest(),
                identity.scope().value(),
                slot(identity.subject(), slots),
                slot(identity.record(), slots));
    }

    private static OptionalInt slot(Optional<Located<String>> entry, Map<String, Integer> slots) {
        return entry.map(name -> OptionalInt.of(slots.getOrDefault(name.value(), -1)))
                .orElse(OptionalInt.empty());
    }

    private AppPolicy.Duties duties(Register register) {
        Register.Duties duties = register.duties();
        ZoneId zone = vocabulary.zone();
        Map<String, PurposeRule> purposes = new LinkedHashMap<>();
        for (PurposeBlock purpose : duties.purposes()) {
            purposes.put(purpose.name().value(), purpose(purpose));
        }
        AppPolicy.Accountable accountable = new AppPolicy.Accountable(
                duties.accountable().collector().value(),
                duties.accountable().person().orElse(""),
                duties.accountable().contact().orElse(""),
                duties.accountable().users().stream().map(Located::value).toList(),
                duties.accountable().processors().stream()
                        .map(processor -> processor.org().value())
                        .toList());
        return new AppPolicy.Duties(
                afterDay(duties.sunset().orElseThrow().value(), zone),
                duties.assessmentDue().map(due -> due.value().atStartOfDay(zone).toInstant()),
                duties.campaign().map(name -> campaign(name.value(), zone)),
                accountable,
                purposes,
                underFourteen(duties.underFourteen()),
                zone);
    }

    private CampaignRule campaign(String name, ZoneId zone) {
        Campaigns.CampaignBlock block = campaigns.find(name).orElseThrow();
        Instant declared =
                block.declared().orElseThrow().value().atStartOfDay(zone).toInstant();
        return new CampaignRule(
                name, declared, afterDay(block.endsAtLatest().orElseThrow().value(), zone));
    }

    private static Instant afterDay(LocalDate day, ZoneId zone) {
        return day.plusDays(1).atStartOfDay(zone).toInstant();
    }

    private static PurposeRule purpose(PurposeBlock block) {
        Optional<PurposeRule.Consent> consent = block.consent()
                .map(said -> new PurposeRule.Consent(
                        said.notice().map(Located::value).orElse(""), said.separate()));
        return new PurposeRule(
                block.name().value(), block.basis().value(), block.order().map(Located::value), consent);
    }

    private static AppPolicy.UnderFourteen underFourteen(Optional<Located<String>> word) {
        return switch (word.map(Located::value).orElse("")) {
            case "guardian" -> AppPolicy.UnderFourteen.GUARDIAN;
            case "refuse" -> AppPolicy.UnderFourteen.REFUSE;
            case "as-others" -> AppPolicy.UnderFourteen.AS_OTHERS;
            default -> AppPolicy.UnderFourteen.UNSAID;
        };
    }

    private static List<NamedPlace> named(Register register) {
        List<NamedPlace> named = new ArrayList<>();
        for (Register.NamedBlock block : register.flow().named()) {
            named.add(new NamedPlace(
                    named.size(),
                    block.place().value(),
                    block.fate(),
                    block.place().span().line()));
        }
        return named;
    }

    private AppLimits limits(Register register) {
        Register.LimitsBlock limits = register.limits();
        return new AppLimits(
                limits.body().orElseThrow(),
                limits.page().map(page -> OptionalInt.of(page.value())).orElse(OptionalInt.empty()),
                limits.perClient().orElseThrow().value(),
                limits.perPerson().map(Located::value),
                vocabulary.scale());
    }

    /// The places of a field as the compiled entry holds them.
    static List<FieldPath> places(FieldBlock field) {
        return field.places().stream().map(Located::value).toList();
    }
}
