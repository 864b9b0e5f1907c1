package io.fieldgate.policy.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.document.Shape;
import io.fieldgate.document.Value;
import io.fieldgate.policy.FieldType;
import io.fieldgate.policy.ShippedPoliciesTest;
import io.fieldgate.policy.bind.VocabularyBinder;
import io.fieldgate.policy.register.Located;
import io.fieldgate.policy.register.Vocabulary;
import io.fieldgate.policy.register.Vocabulary.DerivedBlock;
import io.fieldgate.policy.register.Vocabulary.TypeBlock;
import io.fieldgate.policy.source.Diagnostics;
import io.fieldgate.policy.source.YamlSource;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.form.Effect;
import io.fieldgate.transform.form.Form;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every type of the shipped vocabulary against [VocabularyTypes]: what it accepts, what it refuses and by which
/// rule, what each of its forms shows.
final class VocabularyTest {
    private static final LocalDate TODAY = LocalDate.of(2020, 2, 20);
    private static final Vocabulary SHIPPED = shipped();
    private static final TypeCompiler TYPES = new TypeCompiler(SHIPPED);

    private static Vocabulary shipped() {
        try {
            byte[] bytes = Files.readAllBytes(ShippedPoliciesTest.FOLDER.resolve("vocabulary.yaml"));
            Diagnostics out = new Diagnostics();
            Vocabulary vocabulary = new VocabularyBinder(YamlSource.read("vocabulary.yaml", bytes), out).bind();
            assertThat(out.sorted()).isEmpty();
            return vocabulary;
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
    }

    static List<List<String>> values() {
        return VocabularyTypes.rows(VocabularyTypes.VALUES);
    }

    static List<List<String>> masks() {
        return VocabularyTypes.rows(VocabularyTypes.MASKS);
    }

    static List<List<String>> derived() {
        return VocabularyTypes.rows(VocabularyTypes.DERIVED);
    }

    @ParameterizedTest
    @MethodSource("values")
    void type_judgesTheValue(List<String> row) {
        FieldType type = TYPES.compile(TYPES.block(row.getFirst()));
        Value value = value(row.get(1));
        Outcome outcome = type.check(value, TODAY);
        if (row.get(2).startsWith("<")) { // bytes are accepted; a picture is encoded anew
            assertThat(outcome).isInstanceOf(Outcome.Fit.class);
        } else {
            assertThat(shown(outcome)).isEqualTo(row.get(2));
        }
        if (outcome instanceof Outcome.Fit(Value normal) && !(normal instanceof Value.Blob)) {
            assertThat(shown(type.check(normal, TODAY))).isEqualTo(row.get(2));
        }
    }

    @ParameterizedTest
    @MethodSource("masks")
    void form_showsNoMore(List<String> row) {
        TypeBlock type = TYPES.block(row.getFirst());
        String name = row.get(1);
        assertThat(type.shows(name) || type.allows(name)).isTrue();
        Form form = SHIPPED.form(name).orElseThrow();
        Outcome outcome = form.apply(new Value.Text(row.get(2)), null);
        assertThat(shown(outcome)).isEqualTo(row.get(3));
        if (outcome instanceof Outcome.Fit(Value stored)) { // what an app gives back stays what it was
            assertThat(form.show(stored, form)).isEqualTo(outcome);
        }
    }

    @ParameterizedTest
    @MethodSource("derived")
    void derivation_givesTheType(List<String> row) {
        DerivedBlock from = TYPES.block(row.getFirst()).from(row.get(1)).orElseThrow();
        Outcome outcome = from.function().orElseThrow().derive(new Value.Text(row.get(2)), TODAY);
        assertThat(shown(outcome)).isEqualTo(row.get(3));
        if (!row.getFirst().equals("health.fever")) { // only derived: it has no check of its own
            FieldType type = TYPES.compile(TYPES.block(row.getFirst()));
            assertThat(shown(type.check(new Value.Text(row.get(3)), TODAY))).isEqualTo(row.get(3));
        }
    }

    @Test
    void everyType_hasAcceptedAndRefusedValues() {
        Set<String> named = new TreeSet<>();
        for (List<String> row : values()) {
            named.add(row.getFirst());
        }
        Set<String> checked = new TreeSet<>();
        SHIPPED.types().values().stream()
                .filter(type -> !type.checked().words().isEmpty())
                .forEach(type -> checked.add(type.name().value()));
        assertThat(named).isEqualTo(checked).hasSizeGreaterThan(60);
        for (String type : named) {
            List<String> outcomes = values().stream()
                    .filter(row -> row.getFirst().equals(type))
                    .map(row -> row.get(2))
                    .toList();
            assertThat(outcomes).as(type).anyMatch(outcome -> !outcome.startsWith("!"));
            assertThat(outcomes.stream().filter(outcome -> outcome.startsWith("!")))
                    .as(type)
                    .hasSizeGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void everyFormOfAType_hasARow() {
        List<String> missing = new ArrayList<>();
        for (TypeBlock type : SHIPPED.types().values()) {
            List<Located<String>> names = new ArrayList<>(type.allowed().as());
            names.addAll(type.allowed().show());
            for (Located<String> name : names) {
                Form form = SHIPPED.form(name.value()).orElseThrow();
                boolean masks = form.effect() == Effect.MASK || form.effect() == Effect.GENERALISE;
                if (masks
                        && masks().stream()
                                .noneMatch(
                                        row -> row.getFirst().equals(type.name().value())
                                                && row.get(1).equals(name.value()))) {
                    missing.add(type.name().value() + " " + name.value());
                }
            }
            for (DerivedBlock from : type.from()) {
                if (from.function().isPresent()
                        && derived().stream()
                                .noneMatch(row -> row.getFirst()
                                                .equals(type.name().value())
                                        && row.get(1).equals(from.source().value()))) {
                    missing.add(type.name().value() + " from " + from.source().value());
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    /// `drop`, `never` and `refused` of the vocabulary table: no masked form, shown to a machine or nobody, received by
    /// no app.
    @Test
    void whatMayNotBeShown_hasNoFormForIt() {
        assertThat(named(type -> type.allowed().as().isEmpty() && type.traits().level() != FieldType.Level.NONE))
                .containsExactlyInAnyOrder("id.photo", "secret.account", "file.attachment");
        assertThat(named(type ->
                        type.allowed().show().isEmpty() && !type.allowed().as().isEmpty()))
                .containsExactly("person.signature");
        assertThat(named(type -> !type.allowed().onlyTo().isEmpty()))
                .containsExactlyInAnyOrder(
                        "biometric.face", "biometric.template", "biometric.voice", "biometric.fingerprint");
        for (String dropped : List.of("person.ethnicity", "geo.lodging", "trip.seat", "finance.income")) {
            assertThat(TYPES.block(dropped).allowed().show().stream().map(Located::value))
                    .as(dropped)
                    .containsExactly("plain");
        }
        for (TypeBlock type : SHIPPED.types().values()) {
            boolean sensitive = type.traits().level() == FieldType.Level.SENSITIVE;
            if (sensitive && type.traits().identifies() == FieldType.Identifies.ALONE) {
                assertThat(type.allows("plain")).as(type.name().value()).isFalse();
            }
        }
    }

    /// A reader gives such a value room for its bytes, and takes a part of a multipart body for it.
    @Test
    void typeOfBytes_isReadAsBytes() {
        for (TypeBlock type : SHIPPED.types().values()) {
            String check = type.checked().words().isEmpty()
                    ? ""
                    : type.checked().words().getFirst().value();
            boolean bytes = check.startsWith("image ") || check.startsWith("bytes ");
            FieldType.Content content = TYPES.compile(type).content();
            assertThat(content.kind() == Shape.Kind.BLOB)
                    .as(type.name().value())
                    .isEqualTo(bytes);
        }
        assertThat(TYPES.compile(TYPES.block("biometric.voice")).content())
                .isEqualTo(new FieldType.Content(Shape.Kind.BLOB, 65_536));
        assertThat(TYPES.compile(TYPES.block("text.free")).content().maxChars()).isGreaterThanOrEqualTo(2_000);
    }

    private static List<String> named(java.util.function.Predicate<TypeBlock> test) {
        return SHIPPED.types().values().stream()
                .filter(test)
                .map(type -> type.name().value())
                .toList();
    }

    private static Value value(String written) {
        if (written.startsWith("#")) {
            return new Value.Number(written.substring(1));
        }
        if (written.endsWith(" characters>")) {
            return new Value.Text("字".repeat(Integer.parseInt(written.substring(1, written.indexOf(' ')))));
        }
        if (written.endsWith(" MB>")) {
            int megabytes = Integer.parseInt(written.substring(1, written.indexOf(' ')));
            return new Value.Blob(new byte[megabytes * 1_048_576], "application/octet-stream");
        }
        return switch (written) {
            case "<png>" -> new Value.Text(Base64.getEncoder().encodeToString(png()));
            case "<text>" -> new Value.Blob("no picture".getBytes(StandardCharsets.UTF_8), "image/png");
            default -> new Value.Text(written);
        };
    }

    private static byte[] png() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), "png", out);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return out.toByteArray();
    }

    private static String shown(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Fit(Value.Text(String text)) -> text;
            case Outcome.Fit(Value.Number(String literal)) -> "#" + literal;
            case Outcome.Fit(Value.Bool(boolean truth)) -> String.valueOf(truth);
            case Outcome.Fit(Value value) -> value.getClass().getSimpleName();
            case Outcome.Unfit(String rule) -> "!" + rule;
        };
    }
}
