package io.fieldgate.policy;

import io.fieldgate.document.Shape;
import io.fieldgate.document.Value;
import io.fieldgate.transform.Meaning;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.check.Check;
import io.fieldgate.transform.derive.Ages;
import io.fieldgate.transform.form.Form;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A type of the vocabulary, compiled.
/// @param show the forms in which it may be shown, weakest first
/// @param onlyTo roles that alone may see it; empty = no such limit
/// @param meanings what its values say, by its checks and the functions it may come from
public record FieldType(
        String name,
        Traits traits,
        List<Check> checks,
        List<Form> show,
        List<String> onlyTo,
        Content content,
        List<Meaning> meanings) {

    public enum Level {
        NONE,
        PERSONAL,
        SENSITIVE
    }

    public enum Identifies {
        ALONE,
        CONTACT,
        NO
    }

    /// @param weight word of the legal scale: `trace`, `health`, `other`
    /// @param values how many different values exist
    public record Traits(
            String title, String category, Level level, String weight, Identifies identifies, double values) {
        private static final String BIOMETRIC = "user.biometric";
        private static final String ORIGIN = "user.demographic.origin"; // ours: Fideslang has no key for it
        private static final String ETHNICITY = "user.demographic.race_ethnicity";

        /// Source: Fideslang, data categories.
        public boolean isBiometric() {
            return isIn(BIOMETRIC);
        }

        /// It says where its person, or his family, comes from.
        public boolean tellsOrigin() {
            return isIn(ORIGIN) || isIn(ETHNICITY);
        }

        private boolean isIn(String key) {
            return category.equals(key) || category.startsWith(key + ".");
        }

        /// What a person shown with such a value weighs on the legal scale, in points of 1/5,000; 0 for what says
        /// nothing about anybody.
        public int points() {
            if (level == Level.NONE) {
                return 0;
            }
            return switch (weight) {
                case "trace" -> AppLimits.Scale.WHOLE / 50;
                case "health" -> AppLimits.Scale.WHOLE / 500;
                default -> AppLimits.Scale.LIGHTEST;
            };
        }
    }

    /// @param maxChars limit of a text, of bytes for a blob
    public record Content(Shape.Kind kind, int maxChars) {}

    public FieldType {
        checks = List.copyOf(checks);
        show = List.copyOf(show);
        onlyTo = List.copyOf(onlyTo);
        meanings = List.copyOf(meanings);
    }

    /// Runs the checks in order; the normalised value of one is the input of the next.
    public Outcome check(Value value, LocalDate today) {
        Outcome outcome = new Outcome.Fit(value);
        for (int i = 0; i < checks.size() && outcome instanceof Outcome.Fit(Value fit); i++) {
            outcome = checks.get(i).apply(fit, today);
        }
        return outcome;
    }

    /// Its values say how old their person is.
    public boolean tellsAge() {
        return Ages.areToldBy(meanings);
    }

    /// True where the value shows that its person is below the age of consent.
    public boolean showsChild(Value value, LocalDate today) {
        return Ages.isChild(meanings, value, today);
    }

    /// The normalised text of a text the checks accept; empty for any other.
    public Optional<String> normalText(String text, LocalDate today) {
        return check(new Value.Text(text), today) instanceof Outcome.Fit(Value.Text(String normal))
                ? Optional.of(normal)
                : Optional.empty();
    }
}
