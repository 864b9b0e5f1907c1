package io.fieldgate.audit;

import static io.fieldgate.audit.LeafKind.Trait.CLOSES;
import static io.fieldgate.audit.LeafKind.Trait.GOVERNED;
import static io.fieldgate.audit.LeafKind.Trait.OPENS;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The closed set of leaf kinds: the word in the leaf, the members it always has, those it may have, and its traits.
/// Each leaf has `id kind n node t v` as well and may have `clamped`; a member that stands nowhere is a finding of the
/// verifier, never a warning.
@SuppressWarnings("ImmutableEnumChecker") // its sets are Set.of and Set.copyOf, which cannot be changed
public enum LeafKind {
    BOOT("boot", "cut ending previous retain version", ""),
    CLOSE("close", "size", ""),
    HEARTBEAT("heartbeat", "", ""),
    FORK("fork", "old-origin old-root old-size reason", ""),
    INTENT(
            "intent",
            "app fields n_subj op trace",
            "actor basis bytes caller ctl pol prc purpose rcpt route subj",
            GOVERNED,
            OPENS),
    OUTCOME("outcome", "app of out trace", "bytes status", CLOSES),
    REVEAL(
            "reveal",
            "app fields n_subj op out trace",
            "actor approver ask basis bytes caller ctl n_rec of pol prc purpose reason route subj",
            GOVERNED),
    DENY("deny", "app fields n_subj op out trace", "actor basis caller count ctl pol prc purpose route rule subj"),
    CONSENT("consent", "act app consent trace", "actor caller ctl pol purposes route subj", GOVERNED),
    KEY_CREATE("key.create", "object", "canary commit vkey"),
    SHRED_INTENT("shred.intent", "object reason", "destroyed", OPENS),
    SHRED_DONE("shred.done", "object of out reason", "destroyed", CLOSES),
    ERASE_INTENT("erase.intent", "erase scope", "actor case classes due-by rows", OPENS),
    ERASE_DONE("erase.done", "erase of scope", "destroyed owed", CLOSES),
    CLOCK("clock", "event skew", "sources"),
    POLICY_LOAD("policy.load", "app", "ctl declares pol prc responsible signers"),
    POLICY_REJECT("policy.reject", "app", "pol rules"),
    CAMPAIGN("campaign", "act at campaign", "approvers event"),
    QUERY("query", "covers from question rows to", "actor case field subj", GOVERNED),
    EXPORT("export", "form from rows to", "actor case", GOVERNED),
    GRANT_ASK("grant.ask", "act actor app ask purpose", "case reason"),
    GRANT_APPROVE("grant.approve", "act actor app ask until", ""),
    ALERT("alert", "count rule window", "actor app at unit"),
    DAY_CLOSE("day.close", "actors day", "apps kinds");

    enum Trait {
        /// Personal data crosses a border after it: no leaf, no crossing, and a full disk refuses it first.
        GOVERNED,
        /// It announces an act that a later leaf must close.
        OPENS,
        /// It closes the act that the leaf at `of` announced.
        CLOSES
    }

    private static final Map<String, LeafKind> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(LeafKind::word, Function.identity()));

    private final String word;
    private final Set<String> always;
    private final Set<String> sometimes;
    private final Set<Trait> traits;

    LeafKind(String word, String always, String sometimes, Trait... traits) {
        this.word = word;
        this.always = words(always);
        this.sometimes = words(sometimes);
        this.traits = Set.of(traits);
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>(Arrays.asList(text.split(" ", -1)));
        words.remove("");
        return Set.copyOf(words);
    }

    /// The kind of that word; empty for one this version does not know.
    public static Optional<LeafKind> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }

    /// As it stands in the leaf.
    public String word() {
        return word;
    }

    /// Members that each leaf of this kind has.
    public Set<String> always() {
        return always;
    }

    /// Members that a leaf of this kind may have.
    public Set<String> sometimes() {
        return sometimes;
    }

    public boolean isGoverned() {
        return traits.contains(GOVERNED);
    }

    public boolean opens() {
        return traits.contains(OPENS);
    }

    public boolean closes() {
        return traits.contains(CLOSES);
    }
}
