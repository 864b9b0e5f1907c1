package io.fieldgate.policy.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.policy.source.Diagnostic.Span;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CaretTest {
    @ParameterizedTest
    @CsvSource({"abc, 3", "体温, 4", "ＡＢ, 4", "éx, 2", "𠀀, 2", "🙂, 2", "가, 2", "·…℃①, 4", "ｱ, 1", "、。, 4"})
    void cellWidth_followsEastAsianWidth(String text, int cells) {
        assertThat(CellWidth.of(text)).isEqualTo(cells);
    }

    @Test
    void caret_standsUnderTheWordBehindChineseText() {
        List<String> lines = excerpt("    title: 健康自我申报 (x): wrong", "wrong");
        assertThat(lines.get(2)).isEqualTo("  | " + " ".repeat(CellWidth.of("    title: 健康自我申报 (x): ")) + "^^^^^");
    }

    @Test
    void longLine_isShownAsAWindowAroundTheCaret() {
        List<String> lines = excerpt("汉".repeat(200) + "wrong" + "x".repeat(100), "wrong");
        String shown = lines.get(1).substring("1 | ".length());
        assertThat(CellWidth.of(shown)).isLessThanOrEqualTo(166);
        assertThat(shown).startsWith("...").endsWith("...").contains("wrong");
        int lead = lines.get(2).indexOf('^') - "  | ".length();
        assertThat(CellWidth.of(shown.substring(0, shown.indexOf("wrong")))).isEqualTo(lead);
    }

    private static List<String> excerpt(String line, String word) {
        int column = line.codePointCount(0, line.indexOf(word)) + 1;
        Span span = new Span("f", 1, column, 1, column + word.length());
        DiagnosticPrinter printer = new DiagnosticPrinter(
                Messages.in(Messages.Language.EN), file -> Optional.of(SourceText.of(file, line)));
        return printer.excerpt(span).orElseThrow();
    }
}
