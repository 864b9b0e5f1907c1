package io.fieldgate.lifecycle;

import io.fieldgate.audit.Actor;
import io.fieldgate.audit.EventIds;
import io.fieldgate.crypto.Scope;
import io.fieldgate.crypto.keys.Subject;
import io.fieldgate.crypto.keys.SubjectStore;
import io.fieldgate.crypto.keys.TenantKeys;
import io.fieldgate.document.Value;
import io.fieldgate.outage.KeysUnavailable;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.Entry;
import io.fieldgate.policy.FieldType;
import io.fieldgate.policy.PolicySnapshot;
import io.fieldgate.transform.Outcome;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds one person's leaves, given the person's identifier: the log holds no name, only tags whose keys live
/// as long as the data.
/// Errors: [IllegalArgumentException] where the value does not fit its type; `KeysUnavailable`, `StateUnavailable`.
/// Thread rule: safe for many threads.
public final class SubjectLookup {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuuMMddHHmm", Locale.ROOT);

    private final TenantKeys domain;
    private final PolicySnapshot policies;
    private final EventIds ids;

    public SubjectLookup(TenantKeys domain, PolicySnapshot policies, EventIds ids) {
        this.domain = domain;
        this.policies = policies;
        this.ids = ids;
    }

    /// @param type vocabulary type of the identifier
    /// @param value as the person writes it; the type's checks normalise it
    public Person person(String type, String value, Instant now) {
        String normalized = normalized(type, value, now);
        Map<Scope, Subject> found = new HashMap<>();
        for (Scope scope : domain.scopes()) {
            Optional<Subject> known = domain.subjects().find(scope, type, normalized);
            known.ifPresent(subject -> found.put(scope, subject));
        }
        return new Person(domain, type, normalized, found);
    }

    /// Erases the person in every scope; the same answer whether anybody was found.
    public Eraser.Receipt erase(Eraser eraser, String type, String value, Actor actor, String caseNumber, Instant now) {
        return eraser.erase(domain, type, normalized(type, value, now), ids.next(), actor, caseNumber);
    }

    private String normalized(String type, String value, Instant now) {
        FieldType known = types().get(type);
        if (known == null) {
            throw new IllegalArgumentException("No policy in force names this type.");
        }
        LocalDate today = LocalDate.ofInstant(now, domain.tenant().zone());
        if (known.check(new Value.Text(value), today) instanceof Outcome.Fit(Value.Text(String text))) {
            return text;
        }
        throw new IllegalArgumentException("The identifier does not fit its type.");
    }

    private Map<String, FieldType> types() {
        Map<String, FieldType> types = new HashMap<>();
        for (AppPolicy app : policies.apps().values()) {
            for (Entry entry : app.entries().all()) {
                types.putIfAbsent(entry.type().name(), entry.type());
            }
        }
        return types;
    }

    /// One person in every scope. Close it after the search. Not thread-safe.
    public static final class Person implements AutoCloseable {
        private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

        private final TenantKeys domain;
        private final String type;
        private final String normalized;
        private final Map<Scope, Subject> known;

        private Person(TenantKeys domain, String type, String normalized, Map<Scope, Subject> known) {
            this.domain = domain;
            this.type = type;
            this.normalized = normalized;
            this.known = known;
        }

        /// The tags this person has on a day under a link bucket; empty where the bucket's key is gone and
        /// nobody can tell any more.
        public Optional<Set<String>> tags(LocalDate utcDay, String linkKey) {
            Set<String> tags = new HashSet<>();
            try {
                for (Map.Entry<Scope, Subject> entry : known.entrySet()) {
                    byte[] tag = domain.subjects().tag(entry.getValue(), entry.getKey(), minute(linkKey), utcDay);
                    if (tag.length == 0) { // the bucket is destroyed
                        return Optional.empty();
                    }
                    tags.add(TEXT.encodeToString(tag));
                }
                for (Scope scope : domain.scopes()) { // where nothing of him was stored he has a tag all the same
                    SubjectStore persons = domain.subjects();
                    add(tags, persons.tag(scope, type, normalized, minute(linkKey), utcDay));
                    Optional<String> pseudonym = persons.findPseudonym(scope, type, normalized);
                    pseudonym.ifPresent(
                            text -> add(tags, persons.tagOfPseudonym(scope, text, minute(linkKey), utcDay)));
                }
                return Optional.of(tags);
            } catch (KeysUnavailable gone) {
                return Optional.empty();
            }
        }

        private static void add(Set<String> tags, byte[] tag) {
            if (tag.length > 0) {
                tags.add(TEXT.encodeToString(tag));
            }
        }

        private static int minute(String linkKey) {
            try {
                String digits = linkKey.substring(linkKey.indexOf('-') + 1);
                return Math.toIntExact(LocalDateTime.parse(digits, MINUTE).toEpochSecond(ZoneOffset.UTC) / 60);
            } catch (DateTimeParseException foreign) {
                throw new IllegalStateException("A leaf names a link bucket of another form.", foreign);
            }
        }

        @Override
        public void close() {
            known.values().forEach(Subject::close);
        }
    }
}
