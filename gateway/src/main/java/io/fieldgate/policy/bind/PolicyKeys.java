package io.fieldgate.policy.bind;

import static io.fieldgate.policy.bind.PolicyKeys.Block.*;
import static io.fieldgate.policy.bind.PolicyKeys.Kind.*;
import static io.fieldgate.policy.bind.PolicyKeys.Need.*;

import io.fieldgate.document.BodyFormat;
import io.fieldgate.document.BodyFormats;
import java.util.List;
import java.util.Optional;

/// Every key a policy file may hold: where, of which kind, whether it must be there, and from which version it
/// is enforced.
/// The binder refuses what is not here; the reference page `docs/reference/policy.md` is written from here.
public final class PolicyKeys {
    /// The version of the language that this program enforces.
    public static final String THIS_VERSION = "0.1";
    /// The version that will enforce what is known already.
    public static final String NEXT_VERSION = "0.2";

    /// A kind of block; `path` is how a person writes where it stands.
    public enum Block {
        REGISTER("<app>.yaml"),
        ASSESSMENT("assessment"),
        ACCOUNTABLE("accountable"),
        COLLECTOR("accountable.collector"),
        PROCESSOR("accountable.processors[]"),
        PURPOSE("purposes.<purpose>"),
        CONSENT("purposes.<purpose>.consent"),
        ROUTE("routes.<METHOD /path>"),
        FIELD("fields.<name>"),
        KEEP("fields.<name>.keep"),
        CARRY("carries.<name>"),
        REVEAL("reveal[]"),
        LIMITS("limits"),
        VOCABULARY("vocabulary.yaml"),
        TYPE("types.<type>"),
        LEVEL("types.<type>.level"),
        DERIVED("types.<type>.from.<type>"),
        FORM("forms.<form>"),
        LINK("forms.<form>.chain[]"),
        PURPOSE_WORD("purposes.<purpose> (vocabulary)"),
        ROLE("roles.<role>"),
        EVENT("events.<event>"),
        CAMPAIGNS("campaigns.yaml"),
        CAMPAIGN("campaigns.<campaign>"),
        DECLARED_BY("campaigns.<campaign>.by"),
        INVARIANTS("invariants.yaml"),
        INVARIANT("invariants[]"),
        NEVER("invariants[].never");

        private final String path;

        Block(String path) {
            this.path = path;
        }

        public String path() {
            return path;
        }
    }

    /// What stands after a key; `shape` is its grammar in words.
    public enum Kind {
        TEXT("text", "some words"),
        NAME("a name: `[a-z][a-z0-9.-]{0,62}`", "some-name"),
        ENTRY("an entry of this file: `[a-z][A-Za-z0-9_]{0,39}`", "idNo"),
        WORD("one of the words listed", ""),
        YES_NO("`yes` or `no`", "yes"),
        DAY("a day: `2020-12-31`", "2020-12-31"),
        PERIOD("a period: `P14D`, `P2W`, `PT24H`", "P14D"),
        SIZE("a size: `640KB`, `1MB`", "640KB"),
        RATE("a rate: `10 per minute`, `1 per P3D`", "10 per minute"),
        PEOPLE("`500 people per day`", "500 people per day"),
        NUMBER("a number: `37.3`, `10^6`", "50"),
        PLACE("a place: `/person/name`, `top:/total`, `query:page`, `path:id`, `part:photo`", "/person/name"),
        PLACES("one place or a list of places", "/person/name"),
        NAMES("a list of names", "[one, two]"),
        WORDS("a list of words", "[one, two]"),
        BLOCK("a block of keys", ""),
        MAP("a block, one line per name", ""),
        LIST("a list of blocks", "");

        private final String shape;
        private final String example;

        /// @param example empty for a block, whose lines have examples of their own
        Kind(String shape, String example) {
            this.shape = shape;
            this.example = example;
        }

        public String shape() {
            return shape;
        }
    }

    public enum Need {
        REQUIRED,
        OPTIONAL
    }

    /// @param since the version that enforces the key
    /// @param words the accepted words of a [Kind#WORD]
    /// @param meaning one sentence for the reference page
    public record Key(
            Block block, String name, Kind kind, Need need, String since, List<String> words, String meaning) {
        public Key {
            words = List.copyOf(words);
        }

        /// What a line with this key could say; empty for a block.
        String example() {
            return words.isEmpty() ? kind.example : words.getFirst();
        }

        public boolean isEnforced() {
            return since.equals(THIS_VERSION);
        }
    }

    public static final List<Key> ALL = List.of(
            key(REGISTER, "policy", NAME, REQUIRED, "Name of the app; the file has the same name."),
            key(REGISTER, "title", TEXT, REQUIRED, "What people call it."),
            word(REGISTER, "suite", REQUIRED, "Algorithms that seal new values; `sm` comes with version 0.2.", "intl"),
            key(
                    REGISTER,
                    "campaign",
                    NAME,
                    OPTIONAL,
                    "The emergency it serves; when that ends, everything below dies."),
            key(REGISTER, "sunset", DAY, REQUIRED, "Last day of collecting; reading and erasing go on."),
            key(REGISTER, "assessment", TEXT, REQUIRED, "Number of the impact assessment, or a block with `due`."),
            key(REGISTER, "accountable", BLOCK, REQUIRED, "Who answers for the data."),
            key(REGISTER, "scope", NAME, REQUIRED, "Pseudonyms and repeats match inside one scope, never across two."),
            key(
                    REGISTER,
                    "subject",
                    ENTRY,
                    REQUIRED,
                    "The entry that says whose data this is; `none` where nobody is named."),
            key(
                    REGISTER,
                    "record",
                    ENTRY,
                    REQUIRED,
                    "The carried value that names one record; `none` where the app keeps nothing to delete."),
            word(REGISTER, "under-14", OPTIONAL, "What happens to a child's data.", "guardian", "refuse", "as-others"),
            key(REGISTER, "purposes", MAP, REQUIRED, "What the data is for, each with its legal basis."),
            key(REGISTER, "routes", MAP, REQUIRED, "What the app answers; anything else is 404."),
            key(REGISTER, "fields", MAP, REQUIRED, "The data; what is not named never reaches the app."),
            key(REGISTER, "refused", MAP, OPTIONAL, "Places answered 422, each with its reason."),
            key(REGISTER, "dropped", MAP, OPTIONAL, "Places left out and reported by name, each with its reason."),
            word(
                    REGISTER,
                    "undeclared",
                    REQUIRED,
                    "What happens to anything else: answered 422, or left out and counted.",
                    "reject",
                    "drop"),
            key(
                    REGISTER,
                    "carries",
                    MAP,
                    OPTIONAL,
                    "Values that say nothing about a person; typed, and scanned all the same."),
            key(REGISTER, "reveal", LIST, REQUIRED, "Who sees what, for which purpose, in which form."),
            key(REGISTER, "limits", BLOCK, REQUIRED, "Sizes and rates."),
            later(REGISTER, "once", BLOCK, "Fields asked once per scope."),
            later(REGISTER, "issues", MAP, "Facts signed without identity."),
            later(REGISTER, "link", BLOCK, "How long log entries can be tied to a person."),
            later(REGISTER, "waive", LIST, "Starred rules put aside for a while, with a reason."),
            later(REGISTER, "meter", BLOCK, "A tighter reveal meter than the vocabulary's."),
            key(
                    ASSESSMENT,
                    "due",
                    DAY,
                    REQUIRED,
                    "Day by which an owed assessment must be there, 30 days ahead at most."),
            key(ACCOUNTABLE, "collector", BLOCK, REQUIRED, "Who collects."),
            key(ACCOUNTABLE, "users", NAMES, OPTIONAL, "Organisations whose people use the data."),
            key(ACCOUNTABLE, "processors", LIST, OPTIONAL, "Who works for the collector under a contract."),
            key(COLLECTOR, "org", NAME, REQUIRED, "An organisation of the vocabulary."),
            key(COLLECTOR, "person", TEXT, OPTIONAL, "The person who answers for it."),
            key(COLLECTOR, "contact", TEXT, OPTIONAL, "Where to reach that person."),
            key(PROCESSOR, "org", NAME, REQUIRED, "An organisation of the vocabulary."),
            key(PROCESSOR, "does", TEXT, REQUIRED, "Its work."),
            key(PROCESSOR, "contract", TEXT, OPTIONAL, "Number of the contract."),
            key(PROCESSOR, "until", DAY, OPTIONAL, "Last day of the contract; longer than any keep."),
            word(
                    PURPOSE,
                    "basis",
                    REQUIRED,
                    "Legal basis.",
                    "consent",
                    "contract",
                    "legal-duty",
                    "public-health-emergency",
                    "public-supervision",
                    "already-public",
                    "other-law"),
            key(PURPOSE, "order", TEXT, OPTIONAL, "The order or law; needed for every basis but consent."),
            key(PURPOSE, "consent", BLOCK, OPTIONAL, "How consent is asked and withdrawn."),
            key(CONSENT, "notice", NAME, OPTIONAL, "The notice people are shown."),
            key(CONSENT, "separate", YES_NO, OPTIONAL, "Asked on its own, not inside other terms."),
            word(
                    CONSENT,
                    "withdraw",
                    OPTIONAL,
                    "What withdrawing does: the purpose ends, and fields that are its alone die.",
                    "erase"),
            word(ROUTE, "takes", OPTIONAL, "Takes one record in.", "one"),
            word(ROUTE, "gives", OPTIONAL, "Gives one record or a list.", "one", "list"),
            word(ROUTE, "erases", OPTIONAL, "Deletes one record.", "one"),
            key(
                    ROUTE,
                    "from",
                    PLACE,
                    OPTIONAL,
                    "Where the record or the array of records lies; absent: the document itself."),
            word(ROUTE, "body", OPTIONAL, "Format of the side that carries the register.", bodyFormats()),
            key(ROUTE, "asks", NAMES, OPTIONAL, "Entries that may come with the request."),
            key(ROUTE, "answers", NAMES, OPTIONAL, "Carried values that may leave."),
            key(ROUTE, "open", YES_NO, OPTIONAL, "No caller needed; never where fields leave."),
            key(ROUTE, "idempotent", YES_NO, OPTIONAL, "May be repeated with the same `Idempotency-Key`."),
            later(ROUTE, "only", NAMES, "A part of the register for this route."),
            key(
                    FIELD,
                    "at",
                    PLACES,
                    OPTIONAL,
                    "Where the value stands; several places are alternatives of one another."),
            key(FIELD, "from", ENTRY, OPTIONAL, "The entry this one is computed from at the door."),
            key(FIELD, "put", PLACE, OPTIONAL, "Where the app finds a computed value."),
            key(FIELD, "with", NAMES, OPTIONAL, "Entries sent along to a service that is asked."),
            word(FIELD, "by", OPTIONAL, "The app's own value: only in answers, refused from clients.", "app"),
            key(FIELD, "type", NAME, REQUIRED, "A type of the vocabulary."),
            key(FIELD, "why", MAP, REQUIRED, "One line per purpose: why this field is needed for it."),
            key(FIELD, "as", NAME, OPTIONAL, "The form the app's backend receives."),
            key(FIELD, "keep", PERIOD, OPTIONAL, "How long it lives from collection, or a block."),
            key(FIELD, "optional", YES_NO, OPTIONAL, "May be missing."),
            key(FIELD, "instead", TEXT, OPTIONAL, "The way without it; required for biometric fields."),
            later(FIELD, "pad", NUMBER, "Hides the length of a sealed value."),
            later(FIELD, "erasure", WORD, "Leaves erasing to the expiry bucket."),
            key(KEEP, "for", PERIOD, OPTIONAL, "The longest life, from collection."),
            key(
                    KEEP,
                    "until-daily",
                    TEXT,
                    OPTIONAL,
                    "A daily end such as `\"24:00 Asia/Shanghai\"`; the earlier end wins. Needs `for`."),
            key(KEEP, "until", NAME, OPTIONAL, "An event of the vocabulary; needs `then` and `at-most`."),
            key(KEEP, "then", PERIOD, OPTIONAL, "Life after the event is declared."),
            key(KEEP, "at-most", PERIOD, OPTIONAL, "The end if nobody ever declares the event."),
            key(CARRY, "at", PLACES, REQUIRED, "Where it stands."),
            key(CARRY, "type", NAME, REQUIRED, "A type of level `none`, or `enum`."),
            key(CARRY, "of", WORDS, OPTIONAL, "The words of an `enum`."),
            key(REVEAL, "role", NAME, REQUIRED, "A role of the vocabulary, or `subject`."),
            key(REVEAL, "for", NAME, REQUIRED, "A purpose; `own-data` for the subject."),
            key(REVEAL, "show", MAP, REQUIRED, "Field and form, one a line; `all` for the subject alone."),
            key(
                    REVEAL,
                    "rows",
                    MAP,
                    OPTIONAL,
                    "`address: own`: only records that lie under the caller's own claim exist for this role."),
            key(
                    REVEAL,
                    "at-most",
                    PEOPLE,
                    OPTIONAL,
                    "Distinct people per caller and day; required for everybody but the subject."),
            word(REVEAL, "beyond", OPTIONAL, "Past the limit show the weakest forms; without this line 429.", "mask"),
            later(REVEAL, "needs", WORDS, "A case, a reason or a second person."),
            later(REVEAL, "evidence", WORD, "The leaf is cosigned first."),
            later(REVEAL, "identifying", TEXT, "Why this view may single people out."),
            key(LIMITS, "body", SIZE, REQUIRED, "Largest request body."),
            key(LIMITS, "page", NUMBER, OPTIONAL, "Most records in one list; required where a route gives a list."),
            key(LIMITS, "per-client", RATE, REQUIRED, "Requests of one client."),
            key(LIMITS, "per-person", RATE, OPTIONAL, "Records of one authenticated person."),
            later(LIMITS, "batch", NUMBER, "Most records in one request."),
            key(VOCABULARY, "vocabulary", NAME, REQUIRED, "Name of the vocabulary."),
            key(VOCABULARY, "zone", TEXT, REQUIRED, "Time zone of all days; the tenant's own."),
            key(VOCABULARY, "profile", NAMES, REQUIRED, "Standards; a type is sensitive if any of them says so."),
            key(VOCABULARY, "types", MAP, REQUIRED, "What a field can be."),
            key(VOCABULARY, "forms", MAP, REQUIRED, "The only place where transforms are composed."),
            key(VOCABULARY, "purposes", MAP, REQUIRED, "Purposes and what each really needs."),
            key(VOCABULARY, "roles", MAP, REQUIRED, "Who somebody is."),
            key(VOCABULARY, "events", MAP, OPTIONAL, "Events that somebody declares."),
            key(VOCABULARY, "orgs", MAP, REQUIRED, "Organisations and their names."),
            key(VOCABULARY, "scopes", MAP, REQUIRED, "Spaces in which a person is known."),
            later(VOCABULARY, "meter", BLOCK, "Reveal meter of the legal scale."),
            key(TYPE, "title", TEXT, OPTIONAL, "What people call it."),
            key(TYPE, "category", NAME, OPTIONAL, "Fideslang key."),
            key(TYPE, "level", WORD, REQUIRED, "`none`, `personal`, `sensitive`, or a block with `sensitive-in`."),
            word(TYPE, "weight", OPTIONAL, "Weight of the legal scale.", "trace", "health", "other"),
            word(TYPE, "identifies", OPTIONAL, "Whether it points to one person.", "alone", "contact", "no"),
            key(TYPE, "values", NUMBER, OPTIONAL, "How many different values exist."),
            key(TYPE, "check", WORDS, OPTIONAL, "Checks in order, such as `number 34 43`."),
            key(TYPE, "from", MAP, OPTIONAL, "Types it may be computed from."),
            key(TYPE, "as", NAMES, OPTIONAL, "Forms an app may receive; `none` for a type no app may collect."),
            key(TYPE, "show", NAMES, OPTIONAL, "Forms it may be shown in, weakest first; `none` for nobody."),
            key(TYPE, "only-to", NAMES, OPTIONAL, "Roles that alone may see it."),
            key(TYPE, "keep-at-most", PERIOD, OPTIONAL, "The longest life any app may give it."),
            key(LEVEL, "sensitive-in", NAMES, REQUIRED, "Standards in which it is sensitive; personal in all others."),
            key(DERIVED, "use", NAME, REQUIRED, "The function, or `ask`."),
            key(DERIVED, "role", NAME, OPTIONAL, "With `ask`: the service that is asked."),
            key(DERIVED, "with", NAMES, OPTIONAL, "With `ask`: types sent along."),
            key(DERIVED, "answers", WORDS, OPTIONAL, "With `ask`: the words it may answer."),
            key(FORM, "use", NAME, OPTIONAL, "The primitive."),
            key(FORM, "chain", LIST, OPTIONAL, "At most three links."),
            word(FORM, "undo", REQUIRED, "Whether it can be turned back.", "yes", "by-key", "no"),
            key(LINK, "use", NAME, REQUIRED, "The primitive."),
            key(PURPOSE_WORD, "title", TEXT, REQUIRED, "What people call it."),
            word(
                    PURPOSE_WORD,
                    "kind",
                    REQUIRED,
                    "Public task, business, or a person's own rights.",
                    "public",
                    "commercial",
                    "rights"),
            key(PURPOSE_WORD, "needs", NAMES, OPTIONAL, "The necessary set of types."),
            key(ROLE, "org", NAME, REQUIRED, "Organisation in the credential."),
            key(ROLE, "claim", NAME, REQUIRED, "Role word in the credential."),
            key(ROLE, "own", MAP, OPTIONAL, "Type and the claim that holds the caller's own value, for `rows: own`."),
            key(EVENT, "declared-by", NAME, OPTIONAL, "The organisation that declares it."),
            key(EVENT, "persons", NUMBER, REQUIRED, "How many people it takes."),
            key(CAMPAIGNS, "campaigns", MAP, REQUIRED, "The emergencies."),
            key(CAMPAIGN, "title", TEXT, REQUIRED, "What people call it."),
            key(CAMPAIGN, "declared", DAY, REQUIRED, "The day it was declared."),
            key(CAMPAIGN, "by", BLOCK, REQUIRED, "Who declared it."),
            key(CAMPAIGN, "authorised", NAMES, REQUIRED, "Who may collect on the emergency basis."),
            key(CAMPAIGN, "ends-at-latest", DAY, OPTIONAL, "The day it ends by itself, within a year."),
            later(CAMPAIGN, "close", BLOCK, "Ending it by two persons."),
            later(CAMPAIGN, "hold", BLOCK, "Keeping named records beyond the end."),
            key(DECLARED_BY, "org", NAME, REQUIRED, "An organisation of the vocabulary."),
            key(DECLARED_BY, "order", TEXT, REQUIRED, "The order."),
            key(INVARIANTS, "invariants", LIST, REQUIRED, "What may never be true."),
            key(INVARIANT, "never", BLOCK, REQUIRED, "Conditions that may not hold together."),
            key(INVARIANT, "because", TEXT, REQUIRED, "The reason."),
            key(NEVER, "type", NAMES, OPTIONAL, "Type of the field."),
            key(NEVER, "type-other-than", NAMES, OPTIONAL, "Any other type."),
            key(NEVER, "category", NAMES, OPTIONAL, "Category of the type."),
            key(NEVER, "category-other-than", NAMES, OPTIONAL, "Any other category."),
            key(NEVER, "level", NAMES, OPTIONAL, "Level of the type."),
            key(NEVER, "level-other-than", NAMES, OPTIONAL, "Any other level."),
            key(NEVER, "app", NAMES, OPTIONAL, "The app."),
            key(NEVER, "app-other-than", NAMES, OPTIONAL, "Any other app."),
            key(NEVER, "purpose", NAMES, OPTIONAL, "Purpose of the view."),
            key(NEVER, "purpose-other-than", NAMES, OPTIONAL, "Any other purpose."),
            key(NEVER, "basis", NAMES, OPTIONAL, "Legal basis of the purpose."),
            key(NEVER, "basis-other-than", NAMES, OPTIONAL, "Any other basis."),
            key(NEVER, "role", NAMES, OPTIONAL, "Role that sees it."),
            key(NEVER, "role-other-than", NAMES, OPTIONAL, "Any other role; the subject is never another."),
            key(NEVER, "org", NAMES, OPTIONAL, "Organisation that sees or holds it."),
            key(NEVER, "org-other-than", NAMES, OPTIONAL, "Any other organisation."),
            key(NEVER, "form", NAMES, OPTIONAL, "Form in which it is seen or held."),
            key(NEVER, "form-other-than", NAMES, OPTIONAL, "Any other form."),
            key(NEVER, "life-over", PERIOD, OPTIONAL, "A longest life above this."));

    private PolicyKeys() {}

    public static List<Key> of(Block block) {
        return ALL.stream().filter(key -> key.block() == block).toList();
    }

    static Optional<Key> find(Block block, String name) {
        return ALL.stream()
                .filter(key -> key.block() == block && key.name().equals(name))
                .findFirst();
    }

    private static String[] bodyFormats() {
        return BodyFormats.STANDARD.stream().map(BodyFormat::name).toArray(String[]::new);
    }

    private static Key key(Block block, String name, Kind kind, Need need, String meaning) {
        return new Key(block, name, kind, need, THIS_VERSION, List.of(), meaning);
    }

    private static Key word(Block block, String name, Need need, String meaning, String... words) {
        return new Key(block, name, WORD, need, THIS_VERSION, List.of(words), meaning);
    }

    private static Key later(Block block, String name, Kind kind, String meaning) {
        return new Key(block, name, kind, OPTIONAL, NEXT_VERSION, List.of(), meaning);
    }
}
