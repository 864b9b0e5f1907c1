package io.fieldgate.enforce;

import io.fieldgate.document.FieldPath;
import io.fieldgate.document.Shape;
import io.fieldgate.policy.AppLimits;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.CarryRule;
import io.fieldgate.policy.Entries;
import io.fieldgate.policy.Entry;
import io.fieldgate.policy.FieldRule;
import io.fieldgate.policy.FieldRule.Source;
import io.fieldgate.policy.FieldType;
import io.fieldgate.policy.FieldType.Level;
import io.fieldgate.policy.NamedPlace;
import io.fieldgate.policy.PurposeRule;
import io.fieldgate.policy.RetentionPeriod;
import io.fieldgate.policy.RevealRule;
import io.fieldgate.policy.Role;
import io.fieldgate.policy.Route;
import io.fieldgate.transform.BadOption;
import io.fieldgate.transform.check.Check;
import io.fieldgate.transform.check.Checks;
import io.fieldgate.transform.derive.Derivation;
import io.fieldgate.transform.derive.Derivations;
import io.fieldgate.transform.form.Form;
import io.fieldgate.transform.form.Transforms;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Compiled registers made by hand, near the shipped ones: `declare` (health declaration) and `kit` (ID number
/// and face).
final class Registers {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final Duration DAYS_14 = Duration.ofDays(14);
    static final String ENTRY = "entry-registration";
    static final String FOLLOW_UP = "medical-follow-up";

    static final Form PLAIN = form("plain", "identity", Map.of());
    static final Form EPHEMERAL = form("ephemeral", "discard", Map.of());
    static final Form SEALED = form("encrypted", "aead", Map.of());
    static final Form TOKEN = form("token", "siv", Map.of("within", List.of("app")));
    static final Form PSEUDONYM = form("pseudonym", "hmac", Map.of("within", List.of("scope")));
    static final Form SURNAME = form("surname", "cn-surname", Map.of());
    static final Form ENDS2 = form("ends2", "ends", Map.of("first", List.of("2"), "last", List.of("2")));
    static final Form LAST3 = form("last3", "ends", Map.of("first", List.of("0"), "last", List.of("3")));
    static final Form DISTRICT = form("district", "cut", Map.of("after", List.of("district")));
    static final Form BAND = form(
            "band", "ladder", Map.of("steps", List.of("37.3", "38.5"), "names", List.of("normal", "fever", "high")));

    private final List<Entry> entries = new ArrayList<>();
    private final List<NamedPlace> named = new ArrayList<>();
    private final List<Route> routes = new ArrayList<>();
    private final List<RevealRule> reveal = new ArrayList<>();
    private AppPolicy.Undeclared undeclared = AppPolicy.Undeclared.REJECT;
    private AppPolicy.UnderFourteen underFourteen = AppPolicy.UnderFourteen.GUARDIAN;

    static Form form(String name, String primitive, Map<String, List<String>> options) {
        try {
            return new Form(
                    name, List.of(Form.Link.of(Transforms.named(primitive).orElseThrow(), options)));
        } catch (BadOption e) {
            throw new AssertionError(e);
        }
    }

    static FieldType type(String name, Level level, String check, Form... show) {
        return type(name, level, check, List.of(), show);
    }

    static FieldType type(String name, Level level, String check, List<String> onlyTo, Form... show) {
        List<String> words = List.of(check.split(" ", -1));
        Check bound;
        try {
            bound = Checks.named(words.getFirst()).orElseThrow().bind(words.subList(1, words.size()));
        } catch (BadOption e) {
            throw new AssertionError(e);
        }
        FieldType.Traits traits = new FieldType.Traits(name, "user", level, "other", FieldType.Identifies.NO, 1e6);
        Shape.Kind kind = words.getFirst().equals("image") ? Shape.Kind.BLOB : Shape.Kind.SCALAR;
        return new FieldType(
                name,
                traits,
                List.of(bound),
                List.of(show),
                onlyTo,
                new FieldType.Content(kind, kind == Shape.Kind.BLOB ? 524_288 : 400),
                bound.meanings());
    }

    static Derivation derivation(String name, Map<String, List<String>> options) {
        try {
            return Derivations.named(name).orElseThrow().bind(options);
        } catch (BadOption e) {
            throw new AssertionError(e);
        }
    }

    static RetentionPeriod keep(Duration life) {
        return new RetentionPeriod(life, Optional.empty(), Optional.empty());
    }

    private int field(
            String name,
            String places,
            FieldType type,
            Source source,
            Optional<Form> form,
            Optional<RetentionPeriod> keep,
            Set<String> purposes,
            boolean optional) {
        int slot = entries.size();
        entries.add(new FieldRule(
                slot,
                name,
                paths(places),
                type,
                10 + slot,
                source,
                new FieldRule.Stored(form, keep),
                purposes,
                optional));
        return slot;
    }

    private int carry(String name, String places, FieldType type) {
        int slot = entries.size();
        entries.add(new CarryRule(slot, name, paths(places), type, 10 + slot));
        return slot;
    }

    private static List<FieldPath> paths(String places) {
        return List.of(places.split(" ", -1)).stream()
                .map(place -> FieldPath.parse(place).orElseThrow())
                .toList();
    }

    private Shape shape(List<String> from, boolean list, Integer... slots) {
        Shape.Builder shape = Shape.at(from);
        if (list) {
            shape.list();
        }
        for (int slot : slots) {
            Entry entry = entries.get(slot);
            for (FieldPath place : entry.places()) {
                boolean pointer = place.origin().isPointer();
                if (pointer) {
                    shape.slot(
                            slot,
                            place,
                            entry.type().content().kind(),
                            entry.type().content().maxChars());
                }
            }
        }
        named.stream().filter(place -> !list).forEach(place -> shape.named(place.number(), place.place()));
        return shape.build();
    }

    private static final Shape NOTHING = Shape.root().build();

    private void route(
            String template, Route.Kind kind, Route.Cardinality many, Route.Request request, Route.Answer answer) {
        List<String> words = List.of(template.split(" ", -1));
        Route.Target target =
                new Route.Target(words.get(0), List.of(words.get(1).substring(1).split("/", -1)));
        routes.add(new Route(
                template,
                target,
                kind,
                many,
                Optional.of("json"),
                request,
                answer,
                new Route.Traits(
                        false, false, new Route.Writers(false, true, List.of()), Set.of(ENTRY, FOLLOW_UP), 5)));
    }

    private AppPolicy build(String name, int subject, int record) {
        Map<String, PurposeRule> purposes = Map.of(
                ENTRY, new PurposeRule(ENTRY, "public-health-emergency", Optional.of("order"), Optional.empty()),
                FOLLOW_UP,
                        new PurposeRule(
                                FOLLOW_UP,
                                "consent",
                                Optional.empty(),
                                Optional.of(new PurposeRule.Consent("notice-3", true))));
        AppPolicy.Duties duties = new AppPolicy.Duties(
                Instant.parse("2020-12-31T16:00:00Z"),
                Optional.empty(),
                Optional.of(new AppPolicy.CampaignRule(
                        "covid-2020", Instant.parse("2020-01-23T16:00:00Z"), Instant.parse("2021-01-22T16:00:00Z"))),
                new AppPolicy.Accountable(
                        "district-health-bureau",
                        "张某",
                        "privacy@health.example",
                        List.of("community-office"),
                        List.of()),
                purposes,
                underFourteen,
                ZONE);
        AppLimits limits = new AppLimits(
                655_360,
                OptionalInt.of(50),
                new AppLimits.Rate(10, Duration.ofMinutes(1)),
                Optional.empty(),
                AppLimits.Scale.STRICTEST);
        AppPolicy.Head head = new AppPolicy.Head(
                name, name, name + ".yaml", "digest", "city-epidemic", OptionalInt.of(subject), OptionalInt.of(record));
        return new AppPolicy(head, duties, new Entries(entries), named, undeclared, routes, reveal, limits);
    }

    static final FieldType NAME = type("person.name", Level.PERSONAL, "name 2 30", SURNAME, PLAIN);
    static final FieldType ID = type("cn.resident-id", Level.SENSITIVE, "gb11643", ENDS2, PLAIN);
    static final FieldType MOBILE = type("cn.mobile", Level.PERSONAL, "mobile-cn", LAST3, PLAIN);
    static final FieldType AGE_BAND =
            type("person.age-band", Level.PERSONAL, "age-band under-14 14-17 18-59 60+", PLAIN);
    static final FieldType TEMPERATURE = type("health.temperature", Level.SENSITIVE, "number 34 43", BAND, PLAIN);
    static final FieldType ADDRESS = type("geo.address", Level.SENSITIVE, "length 4 200", DISTRICT, PLAIN);
    static final FieldType CITY = type("geo.city", Level.NONE, "region 4", PLAIN);
    static final FieldType FACE =
            type("biometric.face", Level.SENSITIVE, "image 512KB", List.of("face-matcher"), PLAIN);
    static final FieldType COLOUR = type("health.code", Level.SENSITIVE, "one-of green yellow red", PLAIN);
    static final FieldType MATCH = type("biometric.match", Level.PERSONAL, "one-of same different", PLAIN);
    static final FieldType UUID = type("id.uuid", Level.NONE, "uuid");
    static final FieldType INSTANT = type("time.instant", Level.NONE, "instant");
    static final FieldType COUNT = type("count", Level.NONE, "whole 0 999999999");
    static final FieldType WORDS = type("opaque", Level.NONE, "length 0 100");

    private static final Derivation AGE = derivation(
            "age-from-id",
            Map.of("steps", List.of("14", "18", "60"), "names", List.of("under-14", "14-17", "18-59", "60+")));

    static AppPolicy declare(AppPolicy.Undeclared undeclared) {
        Registers r = new Registers();
        r.undeclared = undeclared;
        Source client = new Source.Client();
        Optional<RetentionPeriod> weeks = Optional.of(keep(DAYS_14));
        Set<String> both = Set.of(ENTRY, FOLLOW_UP);
        int name = r.field("name", "/person/name", NAME, client, Optional.of(SEALED), weeks, both, false);
        int id = r.field(
                "idNo",
                "/person/idNo /person/cert/no",
                ID,
                client,
                Optional.of(PSEUDONYM),
                weeks,
                Set.of(ENTRY),
                false);
        int age = r.field(
                "ageBand",
                "/person/ageBand",
                AGE_BAND,
                new Source.Derived(id, AGE),
                Optional.of(SEALED),
                weeks,
                Set.of(FOLLOW_UP),
                false);
        int mobile = r.field(
                "mobile", "/person/mobile", MOBILE, client, Optional.of(SEALED), weeks, Set.of(FOLLOW_UP), false);
        Optional<RetentionPeriod> screening = Optional.of(new RetentionPeriod(
                DAYS_14, Optional.empty(), Optional.of(new RetentionPeriod.EventEnd("screening-ended", "P7D"))));
        int temperature = r.field(
                "temperature", "/health/temperature", TEMPERATURE, client, Optional.of(SEALED), screening, both, false);
        int address = r.field("address", "/person/address", ADDRESS, client, Optional.of(DISTRICT), weeks, both, false);
        int places = r.field("places", "/trips/*/city", CITY, client, Optional.of(PLAIN), weeks, Set.of(ENTRY), true);
        int face = r.field(
                "face",
                "part:photo /photo",
                FACE,
                client,
                Optional.of(SEALED),
                Optional.of(keep(Duration.ofHours(24))),
                Set.of(ENTRY),
                true);
        int colour = r.field(
                "colour",
                "/colour",
                COLOUR,
                new Source.App(),
                Optional.empty(),
                Optional.of(keep(Duration.ofDays(3))),
                Set.of(ENTRY),
                true);
        int carriedId = r.carry("id", "/id path:id", UUID);
        int receivedAt = r.carry("receivedAt", "/receivedAt", INSTANT);
        int status = r.carry("status", "/status", WORDS);
        int total = r.carry("total", "top:/total", COUNT);
        r.named.add(new NamedPlace(0, FieldPath.record("person", "ethnicity"), NamedPlace.Fate.REFUSED, 90));
        r.named.add(new NamedPlace(1, FieldPath.record("hukou"), NamedPlace.Fate.DROPPED, 91));
        Shape body = r.shape(List.of(), false, name, id, mobile, temperature, address, places, face, status);
        Integer[] all = {
            name, id, age, mobile, temperature, address, places, face, colour, carriedId, receivedAt, status
        };
        Integer[] listed = {
            name, id, age, mobile, temperature, address, places, face, colour, carriedId, receivedAt, status, total
        };
        Set<Integer> carried = Set.of(carriedId, receivedAt, status, total);
        r.route(
                "POST /api/declarations",
                Route.Kind.TAKES,
                Route.Cardinality.ONE,
                new Route.Request(body, NOTHING, Map.of()),
                new Route.Answer(r.shape(List.of(), false, carriedId, receivedAt), Set.of(carriedId, receivedAt)));
        r.route(
                "GET /api/declarations/{id}",
                Route.Kind.GIVES,
                Route.Cardinality.ONE,
                new Route.Request(NOTHING, NOTHING, Map.of("id", carriedId)),
                new Route.Answer(r.shape(List.of("data"), false, all), carried));
        r.route(
                "GET /api/declarations",
                Route.Kind.GIVES,
                Route.Cardinality.LIST,
                new Route.Request(NOTHING, NOTHING, Map.of()),
                new Route.Answer(r.shape(List.of("items"), true, listed), carried));
        Role guard = new Role("gate-guard", "community-office", "guard", Map.of());
        Role doctor = new Role("community-doctor", "district-hospital", "doctor", Map.of("geo.address", "region"));
        Role matcher = new Role("face-matcher", "city-id-service", "service", Map.of());
        r.reveal.add(new RevealRule(
                guard,
                ENTRY,
                Map.of(name, SURNAME, temperature, BAND, colour, PLAIN),
                Map.of(name, SURNAME),
                Optional.empty(),
                OptionalInt.of(500),
                RevealRule.Beyond.REFUSE,
                Set.of(),
                RevealRule.Needs.NOTHING,
                false,
                120));
        r.reveal.add(new RevealRule(
                doctor,
                FOLLOW_UP,
                Map.of(name, PLAIN, mobile, PLAIN, temperature, PLAIN, age, PLAIN),
                Map.of(name, SURNAME, mobile, LAST3, temperature, BAND),
                Optional.of(new RevealRule.OwnRows(address, "region", RevealRule.OwnRows.Kind.OWN_REGION)),
                OptionalInt.of(100),
                RevealRule.Beyond.MASK,
                Set.of(),
                RevealRule.Needs.NOTHING,
                false,
                130));
        r.reveal.add(new RevealRule(
                matcher,
                ENTRY,
                Map.of(face, PLAIN),
                Map.of(),
                Optional.empty(),
                OptionalInt.of(2000),
                RevealRule.Beyond.REFUSE,
                Set.of(),
                RevealRule.Needs.NOTHING,
                false,
                140));
        Role subject = new Role(Role.SUBJECT, "", "", Map.of());
        Map<Integer, Form> everything = Map.of(
                name,
                PLAIN,
                id,
                PSEUDONYM,
                age,
                PLAIN,
                mobile,
                PLAIN,
                temperature,
                PLAIN,
                address,
                DISTRICT,
                places,
                PLAIN,
                colour,
                PLAIN);
        r.reveal.add(new RevealRule(
                subject,
                Role.OWN_DATA,
                everything,
                everything,
                Optional.empty(),
                OptionalInt.empty(),
                RevealRule.Beyond.REFUSE,
                Set.of(),
                RevealRule.Needs.NOTHING,
                false,
                150));
        return r.build("declare", id, carriedId);
    }

    /// ID number sealed and face asked of a service; all gone at 24:00 or after a day.
    static AppPolicy kit(AppPolicy.UnderFourteen underFourteen) {
        Registers r = new Registers();
        r.undeclared = AppPolicy.Undeclared.DROP;
        r.underFourteen = underFourteen;
        Optional<RetentionPeriod> day = Optional.of(new RetentionPeriod(
                Duration.ofHours(24),
                Optional.of(new RetentionPeriod.DailyEnd(LocalTime.MIDNIGHT, ZONE)),
                Optional.empty()));
        Set<String> why = Set.of(ENTRY);
        int id = r.field("idNo", "/idNo", ID, new Source.Client(), Optional.of(SEALED), day, why, false);
        int face = r.field(
                "face", "/face", FACE, new Source.Client(), Optional.of(EPHEMERAL), Optional.empty(), why, false);
        int match = r.field(
                "match",
                "/match",
                MATCH,
                new Source.Asked(face, List.of(id), "face-matcher", List.of("same", "different")),
                Optional.of(PLAIN),
                day,
                why,
                false);
        int batch = r.field("batch", "/batch", MOBILE, new Source.Client(), Optional.of(TOKEN), day, why, true);
        int carriedId = r.carry("id", "/id path:id", UUID);
        Shape body = r.shape(List.of(), false, id, face, batch);
        r.route(
                "POST /api/checks",
                Route.Kind.TAKES,
                Route.Cardinality.ONE,
                new Route.Request(body, NOTHING, Map.of()),
                new Route.Answer(r.shape(List.of(), false, carriedId), Set.of(carriedId)));
        r.route(
                "GET /api/checks/{id}",
                Route.Kind.GIVES,
                Route.Cardinality.ONE,
                new Route.Request(NOTHING, NOTHING, Map.of("id", carriedId)),
                new Route.Answer(r.shape(List.of(), false, id, match, batch, carriedId), Set.of(carriedId)));
        Role guard = new Role("gate-guard", "community-office", "guard", Map.of());
        r.reveal.add(new RevealRule(
                guard,
                ENTRY,
                Map.of(id, ENDS2, match, PLAIN, batch, LAST3),
                Map.of(),
                Optional.empty(),
                OptionalInt.of(500),
                RevealRule.Beyond.REFUSE,
                Set.of(),
                RevealRule.Needs.NOTHING,
                false,
                120));
        r.reveal.add(new RevealRule(
                new Role(Role.SUBJECT, "", "", Map.of()),
                Role.OWN_DATA,
                Map.of(id, PLAIN, match, PLAIN),
                Map.of(),
                Optional.empty(),
                OptionalInt.empty(),
                RevealRule.Beyond.REFUSE,
                Set.of(),
                RevealRule.Needs.NOTHING,
                false,
                130));
        return r.build("kit", id, carriedId);
    }

    /// A person's number as pseudonym, and one value of a type in one form, which the guard is shown in another.
    static AppPolicy probe(FieldType type, Form stored, Form shown) {
        Registers r = new Registers();
        r.underFourteen = AppPolicy.UnderFourteen.AS_OTHERS;
        Source client = new Source.Client();
        Optional<RetentionPeriod> weeks = Optional.of(keep(DAYS_14));
        Optional<RetentionPeriod> kept = stored.isEphemeral() ? Optional.empty() : weeks;
        int id = r.field("idNo", "/idNo", ID, client, Optional.of(PSEUDONYM), weeks, Set.of(ENTRY), false);
        int probe = r.field("probe", "/probe", type, client, Optional.of(stored), kept, Set.of(ENTRY), false);
        int record = r.carry("id", "/id path:id", UUID);
        r.route(
                "POST /api/probes",
                Route.Kind.TAKES,
                Route.Cardinality.ONE,
                new Route.Request(r.shape(List.of(), false, id, probe), NOTHING, Map.of()),
                new Route.Answer(r.shape(List.of(), false, record), Set.of(record)));
        r.route(
                "GET /api/probes/{id}",
                Route.Kind.GIVES,
                Route.Cardinality.ONE,
                new Route.Request(NOTHING, NOTHING, Map.of("id", record)),
                new Route.Answer(r.shape(List.of(), false, id, probe, record), Set.of(record)));
        r.reveal.add(new RevealRule(
                new Role("gate-guard", "community-office", "guard", Map.of()),
                ENTRY,
                Map.of(probe, shown),
                Map.of(),
                Optional.empty(),
                OptionalInt.of(500),
                RevealRule.Beyond.REFUSE,
                Set.of(),
                RevealRule.Needs.NOTHING,
                false,
                120));
        return r.build("probe", id, record);
    }
}
