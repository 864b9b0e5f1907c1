package io.fieldgate.policy.lint;

import io.fieldgate.document.Ascii;
import io.fieldgate.document.FieldPath;
import io.fieldgate.document.FieldPath.Origin;
import io.fieldgate.policy.FieldType.Level;
import io.fieldgate.policy.register.Located;
import io.fieldgate.policy.register.Register.CarryBlock;
import io.fieldgate.policy.register.Register.RouteBlock;
import io.fieldgate.policy.register.Vocabulary.TypeBlock;
import io.fieldgate.policy.source.Diagnostics;
import io.fieldgate.transform.Meaning;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Group CAR: what is carried says nothing about a person.
final class CarryRules implements RegisterLint {
    private static final List<String> PERSONAL_WORDS = List.of(
            "name",
            "phone",
            "mobile",
            "email",
            "passport",
            "idcard",
            "idno",
            "birth",
            "sex",
            "gender",
            "race",
            "ethnic",
            "religion",
            "fever",
            "temp",
            "temperature",
            "symptom",
            "symptoms",
            "positive",
            "negative",
            "infected",
            "confirmed",
            "suspected",
            "diagnosis",
            "disease",
            "ill",
            "illness",
            "sick",
            "health",
            "healthy",
            "patient",
            "pregnant",
            "vaccinated",
            "quarantine",
            "quarantined",
            "isolated",
            "contact",
            "hiv",
            "covid");
    /// Beginnings of words, English and pinyin: `birthday`, `feverDays`, `shengri`.
    private static final List<String> PERSONAL_STEMS = List.of(
            "birth",
            "mobile",
            "telephone",
            "passport",
            "idcard",
            "idno",
            "idnum",
            "fever",
            "temperat",
            "symptom",
            "infect",
            "confirmed",
            "suspect",
            "diagnos",
            "diseas",
            "illness",
            "health",
            "patient",
            "pregnan",
            "vaccin",
            "quarantin",
            "isolat",
            "covid",
            "gender",
            "ethnic",
            "religio",
            "surname",
            "fullname",
            "firstname",
            "lastname",
            "xingming",
            "shouji",
            "dianhua",
            "shenfen",
            "zhengjian",
            "minzu",
            "zongjiao",
            "xingbie",
            "nianling",
            "shengri",
            "chusheng",
            "zhuzhi",
            "huji",
            "hukou",
            "tiwen",
            "fashao",
            "fare",
            "zhengzhuang",
            "yangxing",
            "yinxing",
            "quezhen",
            "yisi",
            "geli",
            "huanzhe",
            "jiankang");
    /// Words of many a list that alone say nothing.
    private static final Set<String> SAID_OF_ANYTHING =
            Set.of("none", "pending", "other", "unknown", "yes", "no", "true", "false", "normal", "high", "low");
    private static final List<String> PERSONAL_HAN = List.of(
            "姓名", "生日", "出生", "年龄", "性别", "住址", "户籍", "健康", "手机", "电话", "身份", "证件", "民族", "宗教", "体温", "发热", "发烧", "症状",
            "阳性", "阴性", "确诊", "疑似", "隔离", "患");

    @Override
    public List<String> rules() {
        return List.of("FG-CAR-01", "FG-CAR-02", "FG-CAR-04", "FG-CAR-05");
    }

    @Override
    public void check(Facts facts, Diagnostics out) {
        for (CarryBlock carry : facts.register().flow().carries()) {
            Optional<TypeBlock> type = facts.vocabulary().type(carry.type().value());
            type.filter(found -> found.traits().level() != Level.NONE)
                    .ifPresent(found -> out.error(
                                    "FG-CAR-01.level",
                                    carry.type().span(),
                                    carry.name().value(),
                                    carry.type().value())
                            .other(found.name().span()));
            type.filter(found -> found.checked().words().isEmpty())
                    .ifPresent(found -> out.error(
                                    "FG-CAR-01.no-check",
                                    carry.type().span(),
                                    carry.type().value())
                            .other(found.name().span()));
            type.filter(CarryRules::isOpaque).ifPresent(found -> opaque(carry, facts, out));
            type.ifPresent(found -> placeOrMoment(carry, found, facts, out));
            words(carry, facts, out);
        }
    }

    private static boolean isOpaque(TypeBlock type) {
        return type.meaning(Meaning.Opaque.class).isPresent();
    }

    private static void opaque(CarryBlock carry, Facts facts, Diagnostics out) {
        boolean asked = facts.register().flow().routes().stream()
                .anyMatch(route -> route.asks().stream()
                        .anyMatch(entry -> entry.value().equals(carry.name().value())));
        boolean elsewhere = carry.at().stream().anyMatch(place -> place.value().origin() != Origin.PATH);
        if (asked && elsewhere) {
            out.warn("FG-CAR-02.opaque", carry.name().span(), carry.name().value());
        }
    }

    /// Its name, its words, its places.
    private static void words(CarryBlock carry, Facts facts, Diagnostics out) {
        Optional<Located<String>> text = Stream.concat(Stream.of(carry.name()), carry.of().stream())
                .filter(word -> soundsPersonal(word.value()))
                .findFirst();
        if (text.isPresent()) {
            out.warn("FG-CAR-04.sounds", text.get().span(), text.get().value());
            return;
        }
        for (Located<FieldPath> place : carry.at()) {
            if (place.value().steps().stream().anyMatch(CarryRules::soundsPersonal)) {
                out.warn("FG-CAR-04.place", place.span(), carry.name().value());
                return;
            }
        }
        wordsOfATypeAmong(carry, facts, out);
    }

    /// A colour, a result, a band: the vocabulary says of whom such a word is.
    private static void wordsOfATypeAmong(CarryBlock carry, Facts facts, Diagnostics out) {
        for (TypeBlock type : facts.vocabulary().types().values()) {
            Set<String> words = type.traits().level() == Level.NONE ? Set.of() : words(type, facts);
            List<Located<String>> same = carry.of().stream()
                    .filter(word -> words.contains(word.value().toLowerCase(Locale.ROOT)))
                    .toList();
            Optional<Located<String>> telling = same.stream()
                    .filter(word -> same.size() > 1
                            || !SAID_OF_ANYTHING.contains(word.value().toLowerCase(Locale.ROOT)))
                    .findFirst();
            if (telling.isPresent()) {
                out.warn(
                                "FG-CAR-04.word",
                                telling.get().span(),
                                telling.get().value(),
                                type.name().value())
                        .other(type.name().span());
                return;
            }
        }
    }

    /// Every word a value of the type can be, or be shown as; lower case.
    private static Set<String> words(TypeBlock type, Facts facts) {
        List<String> words = new ArrayList<>();
        for (Meaning meaning : type.meanings()) {
            if (meaning instanceof Meaning.Words(Set<String> listed)) {
                words.addAll(listed);
            } else if (meaning instanceof Meaning.AgeBand band) {
                words.addAll(band.words());
            }
        }
        type.from().stream().flatMap(derived -> derived.ask().stream()).forEach(ask -> words.addAll(ask.answers()));
        type.allowed().show().stream()
                .flatMap(name -> facts.vocabulary().form(name.value()).stream())
                .forEach(form -> words.addAll(form.words()));
        return words.stream().map(word -> word.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /// Where and when somebody was says something about him; beside a record it is a field like any other.
    private static void placeOrMoment(CarryBlock carry, TypeBlock type, Facts facts, Diagnostics out) {
        boolean place = type.meaning(Meaning.Place.class).isPresent();
        if (!place && type.meaning(Meaning.Moment.class).isEmpty()) {
            return;
        }
        Optional<Located<String>> open = facts.register().flow().routes().stream()
                .filter(RouteBlock::isOpenGives)
                .flatMap(route -> route.answers().stream())
                .filter(answer -> answer.value().equals(carry.name().value()))
                .findFirst();
        if (open.isPresent()) {
            out.warn(
                            place ? "FG-CAR-05.open-place" : "FG-CAR-05.open-moment",
                            open.get().span(),
                            carry.name().value())
                    .other(carry.name().span());
        } else if (place) {
            carry.at().stream()
                    .filter(at -> at.value().origin() == Origin.RECORD)
                    .findFirst()
                    .ifPresent(at ->
                            out.warn("FG-CAR-05.place", at.span(), carry.name().value()));
        }
    }

    private static boolean soundsPersonal(String text) {
        List<String> parts = parts(text);
        return parts.stream().anyMatch(part -> PERSONAL_WORDS.contains(part) || startsPersonal(part))
                || PERSONAL_WORDS.contains(String.join("", parts))
                || startsPersonal(String.join("", parts))
                || PERSONAL_HAN.stream().anyMatch(text::contains);
    }

    private static boolean startsPersonal(String part) {
        return PERSONAL_STEMS.stream().anyMatch(part::startsWith);
    }

    /// The words of `idCard_no` and `id-card`, lower case.
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean border = c == '_' || c == '-' || c == '.' || Ascii.isUpper(c);
            if (border && !part.isEmpty()) {
                parts.add(part.toString());
                part.setLength(0);
            }
            if (Ascii.isLetter(c)) {
                part.append((char) (c | 0x20));
            }
        }
        parts.add(part.toString());
        return parts;
    }
}
