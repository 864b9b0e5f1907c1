package io.fieldgate.proxy;

import io.fieldgate.enforce.FieldDecision;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The `Fieldgate-Decision` header: for each action the names of the fields and how often it was taken, never a
/// value.
/// Shape: `encrypted=("name" "mobile");n=2, dropped=("imei" "#4");n=2`, a dictionary of inner lists. Source:
/// RFC 8941 §3.2.
final class DecisionHeader {
    static final String HEADER = "Fieldgate-Decision";
    private static final int MAX_NAMES = 40; // of one action; all are counted
    private static final Map<FieldDecision.Act, String> WORDS = words();

    private DecisionHeader() {}

    /// Empty where nothing was decided.
    static String header(List<FieldDecision> decisions) {
        StringBuilder out = new StringBuilder();
        counts(decisions).forEach((act, count) -> {
            out.append(out.isEmpty() ? "" : ", ").append(word(act)).append("=(\"");
            out.append(String.join("\" \"", names(decisions, act)))
                    .append("\");n=")
                    .append(count.intValue());
        });
        return out.toString();
    }

    private static Set<String> names(List<FieldDecision> decisions, FieldDecision.Act act) {
        Set<String> names = new LinkedHashSet<>();
        for (FieldDecision decision : decisions) {
            if (decision.act() == act && names.size() < MAX_NAMES) {
                names.add(plain(decision.name()));
            }
        }
        return names;
    }

    /// How often each action was taken.
    static Map<FieldDecision.Act, Integer> counts(List<FieldDecision> decisions) {
        Map<FieldDecision.Act, Integer> counts = new EnumMap<>(FieldDecision.Act.class);
        for (int i = 0; i < decisions.size(); i++) {
            counts.merge(decisions.get(i).act(), 1, Integer::sum);
        }
        return counts;
    }

    static String word(FieldDecision.Act act) {
        return Objects.requireNonNull(WORDS.get(act));
    }

    private static Map<FieldDecision.Act, String> words() {
        Map<FieldDecision.Act, String> words = new EnumMap<>(FieldDecision.Act.class);
        for (FieldDecision.Act act : FieldDecision.Act.values()) {
            words.put(act, act.name().toLowerCase(Locale.ROOT));
        }
        return words;
    }

    /// A reported place as one word: `/device/imei` becomes `device.imei`; what a header may not hold becomes `_`.
    static String plain(String name) {
        return isPlain(name) ? name : rewritten(name);
    }

    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '/' || !fits(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(char c) {
        return c > ' ' && c < 0x7F && c != '"' && c != '\\';
    }

    private static String rewritten(String name) {
        StringBuilder out = new StringBuilder(name.length());
        for (int i = name.startsWith("/") ? 1 : 0; i < name.length(); i++) {
            char c = name.charAt(i);
            out.append(c == '/' ? '.' : fits(c) ? c : '_');
        }
        return out.toString();
    }
}
