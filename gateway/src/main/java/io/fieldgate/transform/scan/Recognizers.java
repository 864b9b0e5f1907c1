package io.fieldgate.transform.scan;

import io.fieldgate.transform.Moments;
import io.fieldgate.transform.check.UuidCheck;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Finds look-alikes of identifiers in text: resident ID, mobile, bank card, passport, plate, USCI. Adds
/// refusals, never permissions.
public final class Recognizers {

    /// Finds one kind of identifier in a text that was folded by [DecodedReadings].
    public record Recognizer(String name, Rule rule) {
        interface Rule {
            boolean hits(String folded);
        }
    }

    /// In the order in which they are asked. A new one is a rule and one line here.
    public static final List<Recognizer> STANDARD = List.of(
            new Recognizer("cn-id", IdentifierPatterns::hasResidentId),
            new Recognizer("bank-card", IdentifierPatterns::hasBankCard),
            new Recognizer("mobile", IdentifierPatterns::hasMobile),
            new Recognizer("usci", IdentifierPatterns::hasUsci),
            new Recognizer("passport", IdentifierPatterns::hasPassport),
            new Recognizer("plate", IdentifierPatterns::hasPlate));

    /// In a moment only what has province, date and check digit is looked for: the others would hit by chance.
    private static final List<Recognizer> SURE = STANDARD.subList(0, 1);

    private static final int SHORTEST = 7; // a plate without its dot

    private Recognizers() {}

    /// Name of the first recogniser that hits anywhere in the text (also behind separators, full-width digits,
    /// base64).
    public static Optional<String> find(String text) {
        if (text.length() < SHORTEST) {
            return Optional.empty();
        }
        if (UuidCheck.isUuid(text)) {
            return first(STANDARD, recognizer -> UuidPatterns.hides(text, recognizer));
        }
        List<Recognizer> asked = isMoment(text) ? SURE : STANDARD;
        for (String spelling : DecodedReadings.of(text)) {
            Optional<String> hit = first(asked, recognizer -> recognizer.rule().hits(spelling));
            if (hit.isPresent()) {
                return hit;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> first(List<Recognizer> asked, Predicate<Recognizer> hits) {
        return asked.stream().filter(hits).map(Recognizer::name).findFirst();
    }

    /// A moment with its offset, also with a space for its `T`.
    private static boolean isMoment(String text) {
        return Moments.day(text.replace(' ', 'T')) != null;
    }
}
