package io.fieldgate.enforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.document.Shape;
import io.fieldgate.document.Value;
import io.fieldgate.enforce.FieldDecision.Act;
import io.fieldgate.policy.FieldType;
import io.fieldgate.policy.bind.VocabularyBinder;
import io.fieldgate.policy.register.Vocabulary;
import io.fieldgate.policy.register.Vocabulary.TypeBlock;
import io.fieldgate.policy.source.Diagnostic;
import io.fieldgate.policy.source.Diagnostics;
import io.fieldgate.policy.source.YamlSource;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.form.Effect;
import io.fieldgate.transform.form.Form;
import io.fieldgate.transform.form.Transform;
import io.fieldgate.transform.form.Transforms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every form of one or two links that the vocabulary's binder accepts, for every shipped type that may carry it: the
/// request is served, the record says what was done, and what can be had again is shown again. Made of
/// [Transforms#STANDARD], so a new transform is in it.
class LegalChainsTest {
    private static final LocalDate TODAY = LocalDate.of(2020, 2, 20);
    private static final String PERSON = "11010519491231002X";
    private static final Vocabulary VOCABULARY = vocabulary();

    @TempDir
    Path directory;

    /// A form with a type that may carry it, and a value of that type.
    private record Case(Form form, FieldType type, String sent) {
        @Override
        public String toString() {
            return form.name() + " of " + type.name();
        }
    }

    /// The shipped types, and beside its forms one of each transform and of each pair of them, as an officer writes
    /// them.
    private static Vocabulary vocabulary() {
        StringBuilder forms = new StringBuilder("forms:\n");
        for (Transform.Kind first : Transforms.STANDARD) {
            forms.append(form("one-" + first.name(), first));
            for (Transform.Kind second : Transforms.STANDARD) {
                forms.append(form(first.name() + "-then-" + second.name(), first, second));
            }
        }
        try {
            String shipped = Files.readString(Path.of("..", "policies", "vocabulary.yaml"));
            byte[] bytes =
                    shipped.replaceFirst("(?m)^forms:.*\\R", forms.toString()).getBytes(StandardCharsets.UTF_8);
            Diagnostics out = new Diagnostics();
            Vocabulary bound = new VocabularyBinder(YamlSource.read("vocabulary.yaml", bytes), out).bind();
            assertThat(out.sorted()).extracting(Diagnostic::rule).containsOnly("FG-FRM-01");
            return bound;
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
    }

    private static String form(String name, Transform.Kind... links) {
        StringBuilder out = new StringBuilder("  " + name + ":\n    chain:\n");
        for (Transform.Kind link : links) {
            out.append("      - {").append(link.example()).append("}\n");
        }
        return out.append("    undo: no\n").toString(); // where that is wrong the binder says so and goes on
    }

    private static List<Case> cases(Form form) {
        List<Case> cases = new ArrayList<>();
        for (TypeBlock block : VOCABULARY.types().values()) {
            FieldType type = new FieldType(
                    block.name().value(),
                    block.traits(),
                    block.checked().checks(),
                    List.of(),
                    List.of(),
                    new FieldType.Content(Shape.Kind.SCALAR, 400),
                    block.meanings());
            form.links().stream()
                    .flatMap(link -> type.normalText(link.kind().sample(), TODAY).stream())
                    .filter(text ->
                            form.isEphemeral() || form.applyWithoutKey(new Value.Text(text)) instanceof Outcome.Fit)
                    .findFirst()
                    .ifPresent(text -> cases.add(new Case(form, type, text)));
        }
        return cases;
    }

    @TestFactory
    Stream<DynamicTest> form_servesWhatItMayCarry() {
        return VOCABULARY.forms().values().stream()
                .map(Vocabulary.FormBlock::form)
                .map(form -> DynamicTest.dynamicTest(form.name(), () -> serves(form)));
    }

    private void serves(Form form) {
        List<Case> cases = cases(form);
        assertThat(cases).as("types that may carry " + form.name()).isNotEmpty();
        Form plain = Registers.PLAIN;
        try (Gate gate =
                new Gate(Registers.probe(cases.getFirst().type(), form, plain), directory.resolve(form.name()))) {
            for (Case each : cases) {
                gate.app = Registers.probe(each.type(), form, plain);
                String stored = served(gate, each);
                for (Form shown : Stream.concat(Stream.of(plain, form), form.unsealed().stream())
                        .toList()) {
                    gate.app = Registers.probe(each.type(), form, shown);
                    assertThat(shown(gate, stored))
                            .as(each + " shown as " + shown.name())
                            .isEqualTo(form.canShow(shown) ? readable(each, stored) : Optional.empty());
                }
            }
        }
    }

    /// What the app holds; the record must say what can be seen of it.
    private static String served(Gate gate, Case each) {
        Decision decision = gate.take("{\"idNo\":\"" + PERSON + "\",\"probe\":\"" + each.sent() + "\"}");
        assertThat(decision).as(each.toString()).isInstanceOf(Decision.Forward.class);
        String stored = value(gate.stored(decision)).orElse("");
        assertThat(Gate.acts(((Decision.Forward) decision).decisions()))
                .as(each.toString())
                .containsEntry("probe", done(each, stored));
        return stored;
    }

    private static Act done(Case each, String stored) {
        if (stored.isEmpty()) {
            return Act.USED;
        }
        if (stored.startsWith("fg1.")) {
            return each.form().effect() == Effect.SEAL ? Act.ENCRYPTED : Act.TOKENIZED;
        }
        if (stored.matches("[a-z2-7]{26}")) {
            return Act.TOKENIZED;
        }
        if (stored.contains("*")) {
            return Act.MASKED;
        }
        boolean whole = stored.endsWith(each.sent().substring(each.sent().length() / 2));
        return whole && each.form().effect() != Effect.GENERALISE // a day made a day stays one
                ? Act.KEPT
                : Act.GENERALIZED;
    }

    /// What a reader gets: out of a token what was sealed, else what the app holds.
    private static Optional<String> readable(Case each, String stored) {
        if (!each.form().isSealed()) {
            return Optional.of(stored);
        }
        return each.form().applyWithoutKey(new Value.Text(each.sent())) instanceof Outcome.Fit(Value.Text(String text))
                ? Optional.of(text)
                : Optional.empty();
    }

    private static Optional<String> shown(Gate gate, String stored) {
        return value(gate.shown(
                gate.route("GET /api/probes/{id}"),
                "{\"id\":\"" + Gate.RECORD + "\",\"probe\":\"" + stored + "\"}",
                gate.guard()));
    }

    private static Optional<String> value(String json) {
        int at = json.indexOf("\"probe\":\"");
        return at < 0 ? Optional.empty() : Optional.of(json.substring(at + 9, json.indexOf('"', at + 9)));
    }

    /// The binder refuses what nothing could pass, and only that.
    @Test
    void binder_acceptsSomePairsOnly() {
        Set<String> forms = VOCABULARY.forms().keySet();
        for (Transform.Kind kind : Transforms.STANDARD) {
            assertThat(forms).contains("one-" + kind.name());
        }
        assertThat(forms)
                .contains("cut-then-aead", "cut-then-siv", "ends-then-hmac", "cn-address-normalise-then-cut")
                .contains("cn-surname-then-aead", "email-domain-then-siv", "ladder-then-hmac")
                .doesNotContain("aead-then-cut", "hmac-then-ends", "discard-then-cut", "cut-then-discard")
                .doesNotContain("cut-then-identity", "identity-then-cut", "ends-then-ladder", "cut-then-ladder");
    }
}
