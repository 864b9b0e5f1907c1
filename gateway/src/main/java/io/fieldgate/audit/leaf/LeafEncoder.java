package io.fieldgate.audit.leaf;

import io.fieldgate.audit.Access;
import io.fieldgate.audit.Actor;
import io.fieldgate.audit.AuditEvent;
import io.fieldgate.audit.EventIds;
import io.fieldgate.audit.ExchangeEvent;
import io.fieldgate.audit.FieldAction;
import io.fieldgate.audit.GovernanceEvent;
import io.fieldgate.audit.LeafKind;
import io.fieldgate.audit.LegalBasis;
import io.fieldgate.audit.LogEvent;
import io.fieldgate.audit.PolicyRef;
import io.fieldgate.audit.RetentionEvent;
import io.fieldgate.audit.SubjectTags;
import io.fieldgate.audit.TaggedSubjects;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Turns an event into the bytes of its leaf. Each leaf carries 16 random bytes `n`, so its hash hides it.
/// Thread rule: any thread.
public final class LeafEncoder {
    /// Version of the leaf's schema.
    static final int VERSION = 1;

    private static final int NONCE_BYTES = 16;
    private static final int SIZE_STEP = 256; // sizes are rounded up: exact ones could tell values apart
    private static final int MAX_LEAF = 65_535;
    public static final long MIN_MICROS = 1_000_000_000_000_000L; // 2001; with MAX_MICROS exactly 16 digits
    public static final long MAX_MICROS = 9_007_199_254_740_991L; // 2^53 - 1: year 2255

    /// @param timeAt where the 16 digits of `t` stand
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Encoded(byte[] bytes, int timeAt) {}

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String node;
    private final EventIds ids;
    private final SecureRandom random;

    public LeafEncoder(String node, InstantSource clock, SecureRandom random) {
        this.node = node;
        this.ids = new EventIds(clock, random);
        this.random = random;
    }

    public Encoded encode(AuditEvent event, long micros, boolean clamped) {
        byte[] chance = new byte[NONCE_BYTES + EventIds.RANDOM_BYTES]; // one call: it is a good part of a leaf's cost
        random.nextBytes(chance);
        String n = BASE64.encodeToString(Arrays.copyOf(chance, NONCE_BYTES));
        String id = ids.of(Arrays.copyOfRange(chance, NONCE_BYTES, chance.length));
        LeafWriter out = new LeafWriter().begin();
        switch (event) {
            case ExchangeEvent.Intent e ->
                access(
                        out,
                        new Parts(e.access(), e.id().isEmpty() ? id : e.id(), n, micros, clamped, e.kind()).sent(e));
            case ExchangeEvent.Reveal e ->
                access(out, new Parts(e.access(), id, n, micros, clamped, e.kind()).shown(e));
            case ExchangeEvent.Deny e ->
                access(out, new Parts(e.access(), id, n, micros, clamped, e.kind()).refused(e));
            case ExchangeEvent.Outcome e -> outcome(out, e, id, n, micros, clamped);
            case ExchangeEvent.Consent e -> rare(out, e, LeafMembers.of(e), id, n, micros, clamped);
            case RetentionEvent.KeyCreate e -> rare(out, e, LeafMembers.of(e), id, n, micros, clamped);
            case RetentionEvent.ShredIntent e -> rare(out, e, LeafMembers.of(e), id, n, micros, clamped);
            case RetentionEvent.ShredDone e -> rare(out, e, LeafMembers.of(e), id, n, micros, clamped);
            case RetentionEvent.EraseIntent e -> rare(out, e, LeafMembers.of(e), id, n, micros, clamped);
            case RetentionEvent.EraseDone e -> rare(out, e, LeafMembers.of(e), id, n, micros, clamped);
            case RetentionEvent.ClockEvent e -> rare(out, e, LeafMembers.of(e), id, n, micros, clamped);
            case GovernanceEvent.PolicyLoad e -> rare(out, e, LeafMembers.of(e), id, n, micros, clamped);
            case GovernanceEvent.PolicyReject e -> rare(out, e, LeafMembers.of(e), id, n, micros, clamped);
            case GovernanceEvent.Campaign e -> rare(out, e, LeafMembers.of(e), id, n, micros, clamped);
            case GovernanceEvent.Query e -> rare(out, e, LeafMembers.of(e), id, n, micros, clamped);
            case GovernanceEvent.Export e -> rare(out, e, LeafMembers.of(e), id, n, micros, clamped);
            case GovernanceEvent.Alert e -> rare(out, e, LeafMembers.of(e), id, n, micros, clamped);
            case LogEvent e -> rare(out, e, LeafMembers.of(e), id, n, micros, clamped);
        }
        byte[] leaf = out.end();
        if (leaf.length > MAX_LEAF) {
            throw new IllegalArgumentException("A leaf has at most " + MAX_LEAF + " bytes; split the event.");
        }
        return new Encoded(leaf, out.timeAt());
    }

    /// What an access leaf holds beside the access; -1 and empty are left out.
    private record Parts(
            Access access,
            String id,
            String n,
            long micros,
            boolean clamped,
            LeafKind kind,
            long of,
            String out,
            String rule,
            int count,
            long bytes,
            String receipt) {
        Parts(Access access, String id, String n, long micros, boolean clamped, LeafKind kind) {
            this(access, id, n, micros, clamped, kind, -1, "", "", 1, -1, "");
        }

        Parts sent(ExchangeEvent.Intent e) {
            return new Parts(access, id, n, micros, clamped, kind, -1, "", "", 1, e.bytes(), e.receiptSha());
        }

        Parts shown(ExchangeEvent.Reveal e) {
            return new Parts(access, id, n, micros, clamped, kind, e.of(), e.out(), "", 1, e.bytes(), "");
        }

        Parts refused(ExchangeEvent.Deny e) {
            return new Parts(access, id, n, micros, clamped, kind, -1, e.out(), e.rule(), e.count(), -1, "");
        }
    }

    private void access(LeafWriter out, Parts parts) {
        Access access = parts.access();
        actor(out, access.actor());
        out.text("app", access.app());
        basis(out, access.grounds());
        if (parts.bytes() >= 0) {
            out.number("bytes", rounded(parts.bytes()));
        }
        if (parts.clamped()) {
            out.truth("clamped");
        }
        if (parts.count() > 1) {
            out.number("count", parts.count());
        }
        out.text("ctl", access.parties().controller());
        fields(out, access.fields());
        out.text("id", parts.id())
                .text("kind", parts.kind().word())
                .text("n", parts.n())
                .number("n_subj", access.subjects().distinct())
                .text("node", node);
        if (parts.of() >= 0) {
            out.number("of", parts.of());
        }
        out.text("op", access.op().word()).text("out", parts.out());
        policy(out, access.policy());
        out.text("prc", access.parties().processor())
                .text("purpose", access.grounds().purpose())
                .text("rcpt", parts.receipt())
                .text("route", access.route())
                .text("rule", parts.rule());
        subjects(out, access.subjects());
        out.time(parts.micros()).text("trace", access.trace()).number("v", VERSION);
    }

    private static void actor(LeafWriter out, Actor actor) {
        if (!actor.equals(Actor.NOBODY)) {
            out.enter("actor")
                    .text("cred", actor.cred())
                    .text("id", actor.id())
                    .text("org", actor.org())
                    .text("role", actor.role())
                    .leave("actor");
        }
    }

    private static void basis(LeafWriter out, LegalBasis legalBasis) {
        if (!legalBasis.basis().isEmpty()
                || !legalBasis.consent().isEmpty()
                || !legalBasis.caseNumber().isEmpty()) {
            out.enter("basis")
                    .text("case", legalBasis.caseNumber())
                    .text("consent", legalBasis.consent())
                    .text("law", legalBasis.basis())
                    .leave("basis");
        }
    }

    private static void fields(LeafWriter out, List<FieldAction> fields) {
        out.list("fields");
        for (FieldAction field : fields) {
            out.openItem('[')
                    .item(field.field())
                    .item(field.action().word())
                    .item(field.line())
                    .closeItem(']');
        }
        out.endList("fields");
    }

    private static void policy(LeafWriter out, PolicyRef policy) {
        if (!policy.equals(PolicyRef.NONE)) {
            out.enter("pol")
                    .text("id", policy.id())
                    .text("sha", policy.sha())
                    .number("v", policy.version())
                    .leave("pol");
        }
    }

    private static void subjects(LeafWriter out, TaggedSubjects taggedSubjects) {
        if (taggedSubjects.groups().isEmpty()) {
            return;
        }
        out.list("subj");
        for (SubjectTags group : taggedSubjects.groups()) {
            out.openItem('{').text("lk", group.linkKey()).list("tags");
            group.tags().forEach(out::item);
            out.endList("tags").closeItem('}');
        }
        out.endList("subj");
    }

    private void outcome(LeafWriter out, ExchangeEvent.Outcome e, String id, String n, long micros, boolean clamped) {
        out.text("app", e.app());
        if (e.bytes() >= 0) {
            out.number("bytes", rounded(e.bytes()));
        }
        if (clamped) {
            out.truth("clamped");
        }
        out.text("id", id).text("kind", e.kind().word()).text("n", n).text("node", node);
        out.number("of", e.of()).text("out", e.out());
        if (e.status() >= 0) {
            out.number("status", e.status());
        }
        out.time(micros).text("trace", e.trace()).number("v", VERSION);
    }

    /// Leaves that are few: their members sorted in a map, with the common ones.
    private void rare(
            LeafWriter out,
            AuditEvent event,
            Map<String, Object> own,
            String id,
            String n,
            long micros,
            boolean clamped) {
        TreeMap<String, Object> members = new TreeMap<>(own);
        members.put("id", id);
        members.put("kind", event.kind().word());
        members.put("n", n);
        members.put("node", node);
        members.put("v", VERSION);
        members.put("t", micros);
        if (clamped) {
            members.put("clamped", 1);
        }
        members.forEach((name, value) -> {
            if (name.equals("t")) {
                out.time(micros);
            } else if (name.equals("clamped")) {
                out.truth(name);
            } else {
                out.plain(name, value);
            }
        });
    }

    private static long rounded(long bytes) {
        return (bytes + SIZE_STEP - 1) / SIZE_STEP * SIZE_STEP;
    }
}
