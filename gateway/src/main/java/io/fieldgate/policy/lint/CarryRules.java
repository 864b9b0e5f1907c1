package io.fieldgate.policy.lint;

import io.fieldgate.document.Ascii;
import io.fieldgate.document.FieldPath.Origin;
import io.fieldgate.policy.FieldType.Level;
import io.fieldgate.policy.register.Located;
import io.fieldgate.policy.register.Register.CarryBlock;
import io.fieldgate.policy.register.Vocabulary.TypeBlock;
import io.fieldgate.policy.source.Diagnostics;
import io.fieldgate.transform.Meaning;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
    private static final List<String> PERSONAL_HAN = List.of(
            "姓名", "手机", "电话", "身份", "证件", "民族", "宗教", "体温", "发热", "发烧", "症状", "阳性", "阴性", "确诊", "疑似", "隔离", "患");

    @Override
    public List<String> rules() {
        return List.of("FG-CAR-01", "FG-CAR-02", "FG-CAR-04");
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
            words(carry, out);
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

    private static void words(CarryBlock carry, Diagnostics out) {
        List<Located<String>> texts = new ArrayList<>(carry.of());
        texts.addFirst(carry.name());
        for (Located<String> text : texts) {
            if (soundsPersonal(text.value())) {
                out.warn("FG-CAR-04.sounds", text.span(), text.value());
                return;
            }
        }
    }

    private static boolean soundsPersonal(String text) {
        return parts(text).stream().anyMatch(PERSONAL_WORDS::contains)
                || PERSONAL_WORDS.contains(text.toLowerCase(Locale.ROOT))
                || PERSONAL_HAN.stream().anyMatch(text::contains);
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
