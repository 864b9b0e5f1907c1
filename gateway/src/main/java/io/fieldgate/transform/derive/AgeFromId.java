package io.fieldgate.transform.derive;

import io.fieldgate.document.Value;
import io.fieldgate.transform.Days;
import io.fieldgate.transform.Meaning;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.check.DayCheck;
import io.fieldgate.transform.check.ResidentId;
import io.fieldgate.transform.check.TextCheck;
import io.fieldgate.transform.form.NumberBands;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The age band of that day, from the birth date in a resident ID or from a birth date. One name more than
/// steps; a step belongs to the upper name.
public record AgeFromId(NumberBands bands) implements Derivation {

    private static final String NO_AGE = "age-unknown";

    public static final Kind KIND = new ParametricDerivation(
            "age-from-id",
            "use: age-from-id, steps: [14, 18, 60], names: [under-14, 14-17, 18-59, 60+]",
            List.of("steps", "names"),
            List.of(NO_AGE),
            options -> new AgeFromId(NumberBands.of("age-from-id", options)));

    @Override
    public boolean reads(Meaning source) {
        return source instanceof Meaning.BirthDate || FromId.isResidentId(source);
    }

    @Override
    public List<Meaning> meanings() {
        return List.of(new Meaning.AgeBand(Set.copyOf(bands.names()), Set.copyOf(child())));
    }

    /// The names that lie wholly below the age of consent; none where no step stands there, so that one could hold both
    /// sides.
    private List<String> child() {
        for (int below = 0; below < bands.steps().size(); below++) {
            if (bands.steps().get(below).compareTo(BigDecimal.valueOf(Ages.OF_CONSENT)) == 0) {
                return bands.names().subList(0, below + 1);
            }
        }
        return List.of();
    }

    @Override
    public Outcome derive(Value source, LocalDate today) {
        LocalDate born = born(source, today);
        return born == null || born.isAfter(today)
                ? TextCheck.unfit(NO_AGE)
                : TextCheck.fit(bands.nameOf(BigDecimal.valueOf(ResidentId.age(born, today))));
    }

    static @Nullable LocalDate born(Value source, LocalDate today) {
        if (ResidentId.CHECK.apply(source, today) instanceof Outcome.Fit(Value.Text id)) {
            return ResidentId.born(id.text());
        }
        return DayCheck.BIRTH.apply(source, today) instanceof Outcome.Fit(Value.Text day) ? Days.iso(day.text()) : null;
    }
}
