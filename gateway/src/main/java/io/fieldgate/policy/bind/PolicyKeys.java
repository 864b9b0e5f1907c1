package io.fieldgate.policy.bind;

import io.fieldgate.document.BodyFormat;
import io.fieldgate.document.BodyFormats;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Every key a policy file may hold: where, of which kind, whether it must be there, and from which version it
/// is enforced.
/// The binder refuses what is not here. A new key is one row of the table.
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
        CEILINGS("ceilings"),
        METER("meter"),
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

    /// What stands after a key.
    public enum Kind {
        TEXT("some words"),
        NAME("some-name"),
        ENTRY("idNo"),
        WORD(""),
        YES_NO("yes"),
        DAY("2020-12-31"),
        PERIOD("P14D"),
        SIZE("640KB"),
        RATE("10 per minute"),
        PEOPLE("500 people per day"),
        NUMBER("50"),
        SHARE("0.5"),
        WINDOWS("[PT24H, P30D]"),
        PLACE("/person/name"),
        PLACES("/person/name"),
        NAMES("[one, two]"),
        WORDS("[one, two]"),
        BLOCK(""),
        MAP(""),
        LIST("");

        private final String example;

        /// @param example empty for a block, whose lines have examples of their own
        Kind(String example) {
            this.example = example;
        }
    }

    public enum Need {
        REQUIRED,
        OPTIONAL
    }

    /// @param since the version that enforces the key
    /// @param words the accepted words of a [Kind#WORD]
    /// @param meaning one sentence
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

    /// `BLOCK.key | kind, and the words of a WORD | required, optional or later | meaning`; `later` is refused until
    /// [#NEXT_VERSION].
    private static final String TABLE = """
            REGISTER.policy | NAME | required | Name of the app; the file has the same name.
            REGISTER.title | TEXT | required | What people call it.
            REGISTER.suite | WORD intl | required | Algorithms that seal new values; `sm` comes with version 0.2.
            REGISTER.campaign | NAME | optional | The emergency it serves; when that ends, everything below dies.
            REGISTER.sunset | DAY | required | Last day of collecting; reading and erasing go on.
            REGISTER.assessment | TEXT | required | Number of the impact assessment, or a block with `due`.
            REGISTER.accountable | BLOCK | required | Who answers for the data.
            REGISTER.scope | NAME | required | Pseudonyms and repeats match inside one scope, never across two.
            REGISTER.subject | ENTRY | required | The entry that says whose data this is; `none` where nobody is named.
            REGISTER.record | ENTRY | required | \
                The carried value that names one record; `none` where the app keeps nothing to delete.
            REGISTER.under-14 | WORD guardian refuse as-others | optional | What happens to a child's data.
            REGISTER.purposes | MAP | required | What the data is for, each with its legal basis.
            REGISTER.routes | MAP | required | What the app answers; anything else is 404.
            REGISTER.fields | MAP | required | The data; what is not named never reaches the app.
            REGISTER.refused | MAP | optional | Places answered 422, each with its reason.
            REGISTER.dropped | MAP | optional | Places left out and reported by name, each with its reason.
            REGISTER.undeclared | WORD reject drop | required | \
                What happens to anything else: answered 422, or left out and counted.
            REGISTER.carries | MAP | optional | Values that say nothing about a person; typed, and scanned all the same.
            REGISTER.reveal | LIST | required | Who sees what, for which purpose, in which form.
            REGISTER.limits | BLOCK | required | Sizes and rates.
            REGISTER.once | BLOCK | later | Fields asked once per scope.
            REGISTER.issues | MAP | later | Facts signed without identity.
            REGISTER.link | BLOCK | later | How long log entries can be tied to a person.
            REGISTER.waive | LIST | later | Starred rules put aside for a while, with a reason.
            REGISTER.meter | BLOCK | later | A tighter reveal meter than the vocabulary's.
            ASSESSMENT.due | DAY | required | Day by which an owed assessment must be there, 30 days ahead at most.
            ACCOUNTABLE.collector | BLOCK | required | Who collects.
            ACCOUNTABLE.users | NAMES | optional | Organisations whose people use the data.
            ACCOUNTABLE.processors | LIST | optional | Who works for the collector under a contract.
            COLLECTOR.org | NAME | required | An organisation of the vocabulary.
            COLLECTOR.person | TEXT | optional | The person who answers for it.
            COLLECTOR.contact | TEXT | optional | Where to reach that person.
            PROCESSOR.org | NAME | required | An organisation of the vocabulary.
            PROCESSOR.does | TEXT | required | Its work.
            PROCESSOR.contract | TEXT | optional | Number of the contract.
            PROCESSOR.until | DAY | optional | Last day of the contract; longer than any keep.
            PURPOSE.basis | WORD consent contract legal-duty public-health-emergency public-supervision \
                already-public other-law | required | Legal basis.
            PURPOSE.order | TEXT | optional | The order or law; needed for every basis but consent and already-public.
            PURPOSE.where | TEXT | optional | Where everybody can read it; for `already-public` alone.
            PURPOSE.consent | BLOCK | optional | How consent is asked and withdrawn.
            CONSENT.notice | NAME | optional | The notice people are shown.
            CONSENT.separate | YES_NO | optional | Asked on its own, not inside other terms.
            CONSENT.withdraw | WORD erase | optional | \
                What withdrawing does: the purpose ends, and fields that are its alone die.
            ROUTE.takes | WORD one | optional | Takes one record in.
            ROUTE.gives | WORD one list | optional | Gives one record or a list.
            ROUTE.changes | WORD one | optional | Changes one record that is there.
            ROUTE.erases | WORD one | optional | Deletes one record.
            ROUTE.by | NAMES | optional | \
                Who may write: roles, `subject` (about himself) or `anyone`; required where a route takes, changes or erases.
            ROUTE.from | PLACE | optional | Where the record or the array of records lies; absent: the document itself.
            ROUTE.body | WORD {formats} | optional | Format of the side that carries the register.
            ROUTE.part | NAME | optional | The form part that holds the record of a `multipart` body; absent: `record`.
            ROUTE.asks | NAMES | optional | Entries that may come with the request.
            ROUTE.answers | NAMES | optional | Carried values that may leave.
            ROUTE.open | YES_NO | optional | No caller needed; never where fields leave.
            ROUTE.idempotent | YES_NO | optional | May be repeated with the same `Idempotency-Key`.
            ROUTE.only | NAMES | later | A part of the register for this route.
            FIELD.null | WORD clears | later | What `null` does where a record is changed.
            FIELD.at | PLACES | optional | Where the value stands; several places are alternatives of one another.
            FIELD.from | ENTRY | optional | The entry this one is computed from at the door.
            FIELD.put | PLACE | optional | Where the app finds a computed value.
            FIELD.with | NAMES | optional | Entries sent along to a service that is asked.
            FIELD.by | WORD app | optional | The app's own value: only in answers, refused from clients.
            FIELD.type | NAME | required | A type of the vocabulary.
            FIELD.why | MAP | required | One line per purpose: why this field is needed for it.
            FIELD.as | NAME | optional | The form the app's backend receives.
            FIELD.keep | PERIOD | optional | How long it lives from collection, or a block.
            FIELD.optional | YES_NO | optional | May be missing.
            FIELD.instead | TEXT | optional | The way without it; required for biometric fields.
            FIELD.pad | NUMBER | later | Hides the length of a sealed value.
            FIELD.erasure | WORD | later | Leaves erasing to the expiry bucket.
            KEEP.for | PERIOD | optional | The longest life, from collection.
            KEEP.until-daily | TEXT | optional | \
                A daily end such as `"24:00 Asia/Shanghai"`; the earlier end wins. Needs `for`.
            KEEP.until | NAME | optional | An event of the vocabulary; needs `then` and `at-most`.
            KEEP.then | PERIOD | optional | Life after the event is declared.
            KEEP.at-most | PERIOD | optional | The end if nobody ever declares the event.
            CARRY.at | PLACES | required | Where it stands.
            CARRY.type | NAME | required | A type of level `none`, or `enum`.
            CARRY.of | WORDS | optional | The words of an `enum`.
            REVEAL.role | NAME | required | A role of the vocabulary, or `subject`.
            REVEAL.for | NAME | required | A purpose; `own-data` for the subject.
            REVEAL.show | MAP | required | Field and form, one a line; `all` for the subject alone.
            REVEAL.rows | MAP | optional | \
                `address: own`: only records that lie under the caller's own claim exist for this role; `unit: not-own`: \
                only those about another.
            REVEAL.on | WORDS | optional | The only routes the view holds for; without it every route that gives.
            REVEAL.at-most | PEOPLE | optional | \
                Distinct people per caller and day; required for everybody but the subject.
            REVEAL.beyond | WORD mask | optional | Past the limit show the weakest forms; without this line 429.
            REVEAL.needs | WORDS | optional | What a reader must have besides: `case`, `reason`, `second-person`.
            REVEAL.evidence | WORD | later | The leaf is cosigned first.
            REVEAL.identifying | TEXT | optional | Why this view may single people out.
            LIMITS.body | SIZE | required | Largest request body.
            LIMITS.page | NUMBER | optional | Most records in one list; required where a route gives a list.
            LIMITS.per-client | RATE | required | Requests of one client.
            LIMITS.per-person | RATE | optional | Records of one authenticated person.
            LIMITS.batch | NUMBER | later | Most records in one request.
            VOCABULARY.vocabulary | NAME | required | Name of the vocabulary.
            VOCABULARY.zone | TEXT | required | Time zone of all days; the tenant's own.
            VOCABULARY.profile | NAMES | required | Standards; a type is sensitive if any of them says so.
            VOCABULARY.types | MAP | required | What a field can be.
            VOCABULARY.forms | MAP | required | The only place where transforms are composed.
            VOCABULARY.purposes | MAP | required | Purposes and what each really needs.
            VOCABULARY.roles | MAP | required | Who somebody is.
            VOCABULARY.events | MAP | optional | Events that somebody declares.
            VOCABULARY.orgs | MAP | required | Organisations and their names.
            VOCABULARY.scopes | MAP | required | Spaces in which a person is known.
            VOCABULARY.reasons | MAP | optional | Codes of why somebody looks, and their names.
            VOCABULARY.ceilings | BLOCK | optional | \
                The most any app may allow; without it 5,000 people per day and 100 requests per minute.
            CEILINGS.at-most | PEOPLE | required | The highest `at-most` of a view.
            CEILINGS.per-client | RATE | required | The highest `per-client` of an app.
            VOCABULARY.meter | BLOCK | required | The meter of the legal scale: who has been shown how many persons.
            METER.scale | WORD legal-2017 | required | \
                A person counts 1/50, 1/500 or 1/5,000 by the heaviest type shown of him; at 1 nothing more is shown.
            METER.warn-at | SHARE | required | The sum at which `then` happens; 0.5 at most.
            METER.windows | WINDOWS | required | The times it sums over: `PT24H` and `P30D`.
            METER.then | WORD alert step-up mask block | required | What happens at that sum, beside the alarm.
            TYPE.title | TEXT | optional | What people call it.
            TYPE.category | NAME | optional | Fideslang key.
            TYPE.level | WORD | required | `none`, `personal`, `sensitive`, or a block with `sensitive-in`.
            TYPE.weight | WORD trace health other | optional | Weight of the legal scale.
            TYPE.identifies | WORD alone contact no | optional | Whether it points to one person.
            TYPE.values | NUMBER | optional | How many different values exist.
            TYPE.check | WORDS | optional | Checks in order, such as `number 34 43`.
            TYPE.from | MAP | optional | Types it may be computed from.
            TYPE.as | NAMES | optional | Forms an app may receive; `none` for a type no app may collect.
            TYPE.show | NAMES | optional | Forms it may be shown in, weakest first; `none` for nobody.
            TYPE.only-to | NAMES | optional | Roles that alone may see it.
            TYPE.keep-at-most | PERIOD | optional | The longest life any app may give it.
            LEVEL.sensitive-in | NAMES | required | Standards in which it is sensitive; personal in all others.
            DERIVED.use | NAME | required | The function, or `ask`.
            DERIVED.role | NAME | optional | With `ask`: the service that is asked.
            DERIVED.with | NAMES | optional | With `ask`: types sent along.
            DERIVED.answers | WORDS | optional | With `ask`: the words it may answer.
            FORM.use | NAME | optional | The primitive.
            FORM.chain | LIST | optional | At most three links.
            FORM.undo | WORD yes by-key no | required | Whether it can be turned back.
            LINK.use | NAME | required | The primitive.
            PURPOSE_WORD.title | TEXT | required | What people call it.
            PURPOSE_WORD.kind | WORD public commercial rights | required | \
                Public task, business, or a person's own rights.
            PURPOSE_WORD.needs | NAMES | optional | The necessary set of types.
            ROLE.org | NAME | required | Organisation in the credential.
            ROLE.claim | NAME | required | Role word in the credential.
            ROLE.own | MAP | optional | Type and the claim that holds the caller's own value, for `rows: own`.
            EVENT.declared-by | NAME | optional | The organisation that declares it.
            EVENT.persons | NUMBER | required | How many people it takes.
            CAMPAIGNS.campaigns | MAP | required | The emergencies.
            CAMPAIGN.title | TEXT | required | What people call it.
            CAMPAIGN.declared | DAY | required | The day it was declared.
            CAMPAIGN.by | BLOCK | required | Who declared it.
            CAMPAIGN.authorised | NAMES | required | Who may collect on the emergency basis.
            CAMPAIGN.ends-at-latest | DAY | optional | The day it ends by itself, within a year.
            CAMPAIGN.close | BLOCK | later | Ending it by two persons.
            CAMPAIGN.hold | BLOCK | later | Keeping named records beyond the end.
            DECLARED_BY.org | NAME | required | An organisation of the vocabulary.
            DECLARED_BY.order | TEXT | required | The order.
            INVARIANTS.invariants | LIST | required | What may never be true.
            INVARIANT.never | BLOCK | required | Conditions that may not hold together.
            INVARIANT.because | TEXT | required | The reason.
            NEVER.type | NAMES | optional | Type of the field.
            NEVER.type-other-than | NAMES | optional | Any other type.
            NEVER.category | NAMES | optional | Category of the type.
            NEVER.category-other-than | NAMES | optional | Any other category.
            NEVER.level | NAMES | optional | Level of the type.
            NEVER.level-other-than | NAMES | optional | Any other level.
            NEVER.app | NAMES | optional | The app.
            NEVER.app-other-than | NAMES | optional | Any other app.
            NEVER.purpose | NAMES | optional | Purpose of the view.
            NEVER.purpose-other-than | NAMES | optional | Any other purpose.
            NEVER.basis | NAMES | optional | Legal basis of the purpose.
            NEVER.basis-other-than | NAMES | optional | Any other basis.
            NEVER.role | NAMES | optional | Role that sees it.
            NEVER.role-other-than | NAMES | optional | Any other role; the subject is never another.
            NEVER.org | NAMES | optional | Organisation that sees or holds it.
            NEVER.org-other-than | NAMES | optional | Any other organisation.
            NEVER.form | NAMES | optional | Form in which it is seen or held.
            NEVER.form-other-than | NAMES | optional | Any other form.
            NEVER.life-over | PERIOD | optional | A longest life above this.
            """;

    /// A row that cannot be read keeps this class, and with it the program, from starting.
    public static final List<Key> ALL = read(TABLE.replace("{formats}", bodyFormats()));

    private PolicyKeys() {}

    public static List<Key> of(Block block) {
        return ALL.stream().filter(key -> key.block() == block).toList();
    }

    /// A form primitive of a later version, written where a form of the vocabulary should stand.
    public static boolean isLaterForm(String name) {
        return UnsupportedWords.PRIMITIVES.contains(name);
    }

    static Optional<Key> find(Block block, String name) {
        return ALL.stream()
                .filter(key -> key.block() == block && key.name().equals(name))
                .findFirst();
    }

    private static String bodyFormats() {
        return BodyFormats.STANDARD.stream().map(BodyFormat::name).collect(Collectors.joining(" "));
    }

    /// @throws IllegalStateException naming the row that is malformed, or names a key again
    static List<Key> read(String table) {
        List<Key> keys = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String row : table.lines().toList()) {
            String[] columns = row.split(" +\\| +", -1);
            try {
                keys.add(key(columns));
            } catch (IllegalArgumentException unfit) {
                throw new IllegalStateException(
                        "The row `" + row + "` of the policy keys: " + unfit.getMessage(), unfit);
            }
            if (!names.add(columns[0])) {
                throw new IllegalStateException("The policy keys have two rows of `" + columns[0] + "`.");
            }
        }
        return List.copyOf(keys);
    }

    private static Key key(String[] columns) {
        must(columns.length == 4, "four columns are needed");
        String[] place = columns[0].split("\\.", -1);
        must(place.length == 2 && Scalars.isName(place[1]), "the first column is `BLOCK.key`");
        List<String> kind = List.of(columns[1].split(" +", -1));
        List<String> words = kind.subList(1, kind.size());
        must(words.stream().allMatch(Scalars::isName), "words are names");
        must(words.isEmpty() || kind.getFirst().equals("WORD"), "words belong to a WORD");
        must(List.of("required", "optional", "later").contains(columns[2]), "required, optional or later");
        must(columns[3].length() > 1 && columns[3].endsWith("."), "the meaning is a sentence");
        return new Key(
                Block.valueOf(place[0]),
                place[1],
                Kind.valueOf(kind.getFirst()),
                columns[2].equals("required") ? Need.REQUIRED : Need.OPTIONAL,
                columns[2].equals("later") ? NEXT_VERSION : THIS_VERSION,
                words,
                columns[3]);
    }

    private static void must(boolean fits, String otherwise) {
        if (!fits) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
