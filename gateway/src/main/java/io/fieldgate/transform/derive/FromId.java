package io.fieldgate.transform.derive;

import io.fieldgate.document.Value;
import io.fieldgate.transform.Arguments;
import io.fieldgate.transform.BadOption;
import io.fieldgate.transform.Meaning;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.check.ResidentId;
import io.fieldgate.transform.check.TextCheck;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// What a resident ID says beside its number: `sex-from-id` gives `1` (male) or `2` (female),
/// `province-from-id` the two digits of its province.
/// Source: GB 11643-1999; GB/T 2261.1; GB/T 2260.
record FromId(String name, Meaning meaning, Reading reading) implements Derivation.Kind, Derivation {

    static final FromId SEX = new FromId("sex-from-id", new Meaning.Sex(), id -> ResidentId.isMale(id) ? "1" : "2");
    static final FromId PROVINCE = new FromId("province-from-id", new Meaning.Place(2), id -> id.substring(0, 2));

    /// Reads a number that has passed its check.
    interface Reading {
        String read(String id);
    }

    static boolean isResidentId(Meaning source) {
        return source instanceof Meaning.ResidentId(boolean always, int _) && always;
    }

    @Override
    public boolean reads(Meaning source) {
        return isResidentId(source);
    }

    @Override
    public List<Meaning> meanings() {
        return List.of(meaning);
    }

    @Override
    public Outcome derive(Value source, LocalDate today) {
        return ResidentId.CHECK.apply(source, today) instanceof Outcome.Fit(Value.Text id)
                ? TextCheck.fit(reading.read(id.text()))
                : TextCheck.unfit(ResidentId.SHAPE);
    }

    @Override
    public String example() {
        return "use: " + name;
    }

    @Override
    public List<String> options() {
        return List.of();
    }

    @Override
    public List<String> rules() {
        return List.of(ResidentId.SHAPE);
    }

    @Override
    public Derivation bind(Map<String, List<String>> options) throws BadOption {
        Arguments.known(name, options, List.of());
        return this;
    }
}
