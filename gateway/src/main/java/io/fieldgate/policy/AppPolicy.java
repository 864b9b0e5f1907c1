package io.fieldgate.policy;

import io.fieldgate.crypto.ExpiryGrid;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// One app's register, compiled and immutable. An exchange keeps the object it started with to its end.
/// @param named places under `refused` and `dropped`; the number of one is its index here
public record AppPolicy(
        Head head,
        Duties duties,
        Entries entries,
        List<NamedPlace> named,
        Undeclared undeclared,
        List<Route> routes,
        List<RevealRule> reveal,
        AppLimits limits) {

    private static final Duration NOTHING_KEPT = Duration.ofHours(24);

    public enum Undeclared {
        DROP,
        REJECT
    }

    public enum UnderFourteen {
        GUARDIAN,
        REFUSE,
        AS_OTHERS,
        UNSAID
    }

    /// @param file name of the policy file, for messages
    /// @param digest base64url SHA-256 of the file's bytes
    /// @param subject slot of the entry that says whose data this is
    /// @param record slot of the carried value that names one record
    public record Head(
            String name,
            String title,
            String file,
            String digest,
            String scope,
            OptionalInt subject,
            OptionalInt record) {}

    /// @param sunset first instant after the last day of collecting
    /// @param assessmentDue end of the time in which an assessment may be owed; empty where it is there
    /// @param campaign the emergency it serves
    public record Duties(
            Instant sunset,
            Optional<Instant> assessmentDue,
            Optional<CampaignRule> campaign,
            Accountable accountable,
            Map<String, PurposeRule> purposes,
            UnderFourteen underFourteen,
            ZoneId zone) {
        public Duties {
            purposes = Map.copyOf(purposes);
        }
    }

    /// @param endsAt from then on collecting and reading are over and the keys are dead
    public record CampaignRule(String name, Instant declared, Instant endsAt) {}

    /// @param collector organisation that collects
    /// @param person who answers for it, by name; `contact` says where to reach that person
    public record Accountable(
            String collector, String person, String contact, List<String> users, List<String> processors) {
        public Accountable {
            users = List.copyOf(users);
            processors = List.copyOf(processors);
        }

        /// Whether the organisation answers for the data: it collects or uses it.
        public boolean has(String org) {
            return collector.equals(org) || users.contains(org);
        }
    }

    public AppPolicy {
        named = List.copyOf(named);
        routes = List.copyOf(routes);
        reveal = List.copyOf(reveal);
    }

    public String name() {
        return head.name();
    }

    public Entry entry(int slot) {
        return entries.at(slot);
    }

    /// The fields, in file order.
    public List<FieldRule> fields() {
        return entries.fields();
    }

    /// The block for this role and purpose that holds for the route.
    public Optional<RevealRule> revealTo(String role, String purpose, Route route) {
        return revealTo(role, purpose).filter(rule -> rule.isOn(route));
    }

    /// The block for this role and purpose, if the register reveals anything to it.
    public Optional<RevealRule> revealTo(String role, String purpose) {
        return reveal.stream()
                .filter(rule ->
                        rule.role().name().equals(role) && rule.purpose().equals(purpose))
                .findFirst();
    }

    /// The route the gateway itself calls when readable values must go.
    public Optional<Route> erasing() {
        return routes.stream()
                .filter(route -> route.kind() == Route.Kind.ERASES)
                .findFirst();
    }

    public Optional<Instant> campaignEnd() {
        return duties.campaign().map(CampaignRule::endsAt);
    }

    /// The campaign's name, or the app's own where it serves none.
    public String campaignName() {
        return duties.campaign().map(CampaignRule::name).orElse(name());
    }

    /// Whether a purpose of this register rests on the person's consent.
    public boolean restsOnConsent(String purpose) {
        PurposeRule rule = duties.purposes().get(purpose);
        return rule != null && rule.restsOnConsent();
    }

    /// The caller's own value, spelled as the register's subject is; empty for staff, and where his credential holds
    /// none that fits.
    public Optional<String> ownValue(Caller caller, Instant now) {
        if (!caller.isSubject() || caller.subject().isEmpty() || head.subject().isEmpty()) {
            return Optional.empty();
        }
        LocalDate today = LocalDate.ofInstant(now, duties.zone());
        return subjectType().normalText(caller.subject().get(), today);
    }

    /// Of a register that names persons.
    public FieldType subjectType() {
        return entry(head.subject().orElseThrow()).type();
    }

    /// Minute of death, on the grid, of a value born then and kept so long.
    public int deathMinute(RetentionPeriod keep, Instant born) {
        return ExpiryGrid.deathMinute(born, keep.deadline(born, campaignEnd()), duties.zone());
    }

    /// Minute of death of what only a leaf speaks of: no value is kept, and a person's tag still leads to him for a
    /// day.
    public int unkeptMinute(Instant now) {
        return ExpiryGrid.deathMinute(now, now.plus(NOTHING_KEPT), duties.zone());
    }

    /// The longest `keep` of any field; zero where nothing is kept.
    public Duration longestLife() {
        return fields().stream()
                .flatMap(field -> field.stored().keep().stream())
                .map(RetentionPeriod::life)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
