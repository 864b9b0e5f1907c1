package io.fieldgate.policy.compile;

import io.fieldgate.document.Shape;
import io.fieldgate.policy.FieldType;
import io.fieldgate.policy.FieldType.Content;
import io.fieldgate.policy.FieldType.Identifies;
import io.fieldgate.policy.FieldType.Level;
import io.fieldgate.policy.register.Located;
import io.fieldgate.policy.register.Vocabulary;
import io.fieldgate.policy.register.Vocabulary.TypeBlock;
import io.fieldgate.transform.BadOption;
import io.fieldgate.transform.check.Check;
import io.fieldgate.transform.check.Checks;
import io.fieldgate.transform.form.Form;
import java.util.List;

/// Turns types of the vocabulary into [FieldType]s.
final class TypeCompiler {
    private static final int DEFAULT_CHARS = 256;
    private static final int SLACK_CHARS = 64; // separators and prefixes that checks take off
    private static final int UNITS_PER_CODE_POINT = 2;

    private final Vocabulary vocabulary;

    TypeCompiler(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    TypeBlock block(String name) {
        return vocabulary.type(name).orElseThrow();
    }

    FieldType compile(TypeBlock block) {
        List<Form> show = block.allowed().show().stream()
                .map(form -> vocabulary.form(form.value()).orElseThrow())
                .toList();
        List<String> onlyTo =
                block.allowed().onlyTo().stream().map(Located::value).toList();
        return new FieldType(
                block.name().value(),
                block.traits(),
                block.checked().checks(),
                show,
                onlyTo,
                content(block),
                block.meanings());
    }

    /// The type `enum` of a carried value: its words are the register's own.
    FieldType ofWords(List<String> words) {
        FieldType.Traits traits = new FieldType.Traits("enum", "", Level.NONE, "other", Identifies.NO, words.size());
        try {
            Check check = Checks.oneOf(words);
            return new FieldType(
                    "enum",
                    traits,
                    List.of(check),
                    List.of(),
                    List.of(),
                    new Content(Shape.Kind.SCALAR, DEFAULT_CHARS),
                    check.meanings());
        } catch (BadOption wrong) { // words were judged by the same check
            throw new IllegalStateException("The words of an enum do not bind.", wrong);
        }
    }

    private static Content content(TypeBlock block) {
        for (Check check : block.checked().checks()) {
            if (check.maxBytes().isPresent()) {
                return new Content(Shape.Kind.BLOB, check.maxBytes().getAsInt());
            }
            if (check.maxCodePoints().isPresent()) {
                int units = UNITS_PER_CODE_POINT * check.maxCodePoints().getAsInt();
                return new Content(Shape.Kind.SCALAR, units + SLACK_CHARS);
            }
        }
        return new Content(Shape.Kind.SCALAR, DEFAULT_CHARS);
    }
}
