package io.fieldgate.transform.form;

import io.fieldgate.document.Ascii;
import io.fieldgate.document.Value;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.TextNormalization;
import io.fieldgate.transform.check.TextCheck;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// `icd-chapter`: the chapter a diagnosis lies in, named by its first and last category: `J18.9` becomes `J00-J99`.
/// A code between two chapters counts to the earlier one.
/// Source: WHO, ICD-10, the 22 chapters.
final class DiagnosisChapter {

    private static final String SHAPE = "icd-10";
    private static final int CATEGORY = 3; // a letter and two digits
    private static final NavigableMap<String, String> CHAPTERS = new TreeMap<>();

    static {
        for (String chapter : List.of(
                "A00-B99", "C00-D48", "D50-D89", "E00-E90", "F00-F99", "G00-G99", "H00-H59", "H60-H95", "I00-I99",
                "J00-J99", "K00-K93", "L00-L99", "M00-M99", "N00-N99", "O00-O99", "P00-P96", "Q00-Q99", "R00-R99",
                "S00-T98", "V01-Y98", "Z00-Z99", "U00-U99")) {
            CHAPTERS.put(chapter.substring(0, CATEGORY), chapter);
        }
    }

    static final Primitive KIND = new Primitive(
            "icd-chapter",
            Effect.GENERALISE,
            "J18.9",
            List.of(SHAPE, TextNormalization.KIND),
            DiagnosisChapter::chapter);

    private DiagnosisChapter() {}

    private static Outcome chapter(Value value, @Nullable FormContext context) {
        if (!(value instanceof Value.Text(String text))) {
            return TextCheck.unfit(TextNormalization.KIND);
        }
        if (text.length() < CATEGORY || !Ascii.isUpper(text.charAt(0)) || !Ascii.areDigits(text, 1, CATEGORY)) {
            return TextCheck.unfit(SHAPE);
        }
        String category = text.substring(0, CATEGORY);
        return TextCheck.fit(
                category.equals("V00")
                        ? "V01-Y98"
                        : CHAPTERS.floorEntry(category).getValue());
    }
}
