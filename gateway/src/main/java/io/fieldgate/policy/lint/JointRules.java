package io.fieldgate.policy.lint;

import io.fieldgate.document.Value;
import io.fieldgate.policy.Diagnostics;
import io.fieldgate.policy.Register.FieldBlock;
import io.fieldgate.policy.Register.RevealBlock;
import io.fieldgate.policy.Register.ShowLine;
import io.fieldgate.policy.Vocabulary.TypeBlock;
import io.fieldgate.transform.Form;
import io.fieldgate.transform.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// FG-JNT-01: what one view shows together must leave at least 2^12 people for an identifier it does not show.
/// A resident ID has three parts: region, day of birth, sequence (odd for men), and a check digit that follows
/// from them.
/// How: candidates = regions × days × sequences, each narrowed by every shown form, derived field and `rows:
/// own`, divided by 11 where the check digit shows.
/// Error bound: parts count as independent and evenly spread, so a real region or band can hold fewer; an age
/// band counts as its narrowest, four years.
/// Source: GB 11643-1999; counts of the policy register §5 (`ends2` 3.2×10^7, `last4` with district 3,354).
final class JointRules implements RegisterLint {
    private static final String RESIDENT_ID = "cn.resident-id";
    private static final double LEAST = 4_096; // 2^12
    private static final double REGIONS = 3_000;
    private static final double PROVINCES = 31;
    private static final double CITIES = 340;
    private static final double DAYS = 36_891; // 101 years
    private static final double YEAR_DAYS = 366;
    private static final double BAND_DAYS = 1_461; // 14 to 17
    private static final double SEQUENCES = 999;
    private static final double CHECK_DIGITS = 11;
    private static final String SAMPLE = "11010519491231002X"; // the number printed in the standard
    private static final int CITY_DIGITS = 4;
    private static final int REGION_DIGITS = 6;
    private static final int YEAR_DIGITS = 10;
    private static final int DAY_DIGITS = 14;

    @Override
    public List<String> rules() {
        return List.of("FG-JNT-01");
    }

    @Override
    public void check(Facts facts, Diagnostics out) {
        for (RevealBlock view : facts.register().reveal()) {
            if (!view.isSubject()) {
                view(view, facts, out);
            }
        }
    }

    private static void view(RevealBlock view, Facts facts, Diagnostics out) {
        for (ShowLine line : view.show()) {
            Optional<FieldBlock> field = facts.register().field(line.entry().value());
            boolean masked = field.isPresent()
                    && facts.identifiesAlone(field.get())
                    && !line.form().value().equals("plain")
                    && !line.form().value().equals("pseudonym");
            if (masked && !field.get().type().value().equals(RESIDENT_ID)) {
                out.error(
                                "FG-JNT-01.no-model",
                                line.form().span(),
                                line.entry().value(),
                                line.form().value())
                        .other(field.get().name().span());
            }
        }
        for (FieldBlock field : facts.fields()) {
            boolean plain = view.show().stream()
                    .anyMatch(line -> line.entry().value().equals(field.name().value())
                            && line.form().value().equals("plain"));
            if (field.type().value().equals(RESIDENT_ID) && !facts.isEphemeral(field) && !plain) {
                Left left = left(view, facts);
                if (left.people() < LEAST) {
                    out.error(
                                    "FG-JNT-01.candidates",
                                    view.role().span(),
                                    view.role().value(),
                                    view.purpose().value(),
                                    Math.round(left.people()),
                                    field.name().value(),
                                    Math.round(LEAST),
                                    String.join(", ", left.told))
                            .other(field.name().span());
                }
            }
        }
    }

    private static Left left(RevealBlock view, Facts facts) {
        Left left = new Left();
        for (ShowLine line : view.show()) {
            Optional<TypeBlock> type =
                    facts.register().field(line.entry().value()).flatMap(facts::type);
            Optional<Form> form = facts.vocabulary().form(line.form().value());
            if (type.isPresent() && form.isPresent()) {
                left.see(line.entry().value(), type.get().name().value(), form.get());
            }
        }
        view.cap().rows().ifPresent(entry -> left.region(1, entry.value()));
        return left;
    }

    /// What is left of the three parts; owned by one scan.
    private static final class Left {
        private double regions = REGIONS;
        private double days = DAYS;
        private double sequences = SEQUENCES;
        private double checks = 1;
        private final List<String> told = new ArrayList<>();

        double people() {
            return regions * days * sequences / checks;
        }

        void see(String entry, String type, Form form) {
            switch (type) {
                case RESIDENT_ID -> ends(entry, form);
                case "geo.province" -> region(REGIONS / PROVINCES, entry);
                case "geo.city" -> region(REGIONS / CITIES, entry);
                case "geo.address", "geo.huji", "geo.region" -> region(1, entry);
                case "person.birth-date" -> day(form.isPlain() ? 1 : YEAR_DAYS, entry);
                case "person.age" -> day(form.isPlain() ? YEAR_DAYS : BAND_DAYS, entry);
                case "person.age-band" -> day(BAND_DAYS, entry);
                case "person.sex" -> sequence(SEQUENCES / 2, entry);
                default -> {} // says nothing about an ID number
            }
        }

        /// The digits that a mask of the number itself leaves, read off what it makes of a known number.
        private void ends(String entry, Form form) {
            boolean masks = form.primitive().equals("ends");
            if (!masks
                    || !(form.apply(new Value.Text(SAMPLE), null) instanceof Outcome.Fit(Value.Text(String shown)))) {
                return; // a pseudonym shows no digit
            }
            int first = shown.indexOf('*') < 0 ? shown.length() : shown.indexOf('*');
            int last = shown.length() - 1 - shown.lastIndexOf('*');
            region(
                    first >= REGION_DIGITS
                            ? 1
                            : first >= CITY_DIGITS ? REGIONS / CITIES : first >= 2 ? REGIONS / PROVINCES : REGIONS,
                    entry);
            day(first >= DAY_DIGITS ? 1 : first >= YEAR_DIGITS || last > CITY_DIGITS ? YEAR_DAYS : DAYS, entry);
            if (last > 0) {
                checks = CHECK_DIGITS;
                sequence(Math.max(1, SEQUENCES / Math.pow(10, Math.min(3, last - 1.0))), entry);
            }
        }

        void region(double left, String entry) {
            regions = narrowed(regions, left, entry);
        }

        private void day(double left, String entry) {
            days = narrowed(days, left, entry);
        }

        private void sequence(double left, String entry) {
            sequences = narrowed(sequences, left, entry);
        }

        private double narrowed(double before, double left, String entry) {
            if (left < before && !told.contains(entry)) {
                told.add(entry);
            }
            return Math.min(before, left);
        }
    }
}
