package io.fieldgate.proxy;

import io.fieldgate.enforce.FieldDecision;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The `Fieldgate-Decision` header: for each action the names of the fields and how often it was taken, never a
/// value.
/// Shape: `encrypted=("name" "mobile");n=2, dropped=("imei" "#4");n=2`, a dictionary of inner lists. Source:
/// RFC 8941 §3.2.
final class Decisions {
    static final String HEADER = "Fieldgate-Decision";
    private static final int MAX_NAMES = 40; // of one action; all are counted

    private Decisions() {}

    /// Empty where nothing was decided.
    static String header(List<FieldDecision> decisions) {
        Map<FieldDecision.Act, Set<String>> names = new EnumMap<>(FieldDecision.Act.class);
        Map<FieldDecision.Act, Integer> counts = counts(decisions);
        for (FieldDecision decision : decisions) {
            Set<String> known = names.computeIfAbsent(decision.act(), _ -> new LinkedHashSet<>());
            if (known.size() < MAX_NAMES) {
                known.add(plain(decision.name()));
            }
        }
        StringBuilder out = new StringBuilder();
        names.forEach((act, known) -> {
            out.append(out.isEmpty() ? "" : ", ").append(word(act)).append("=(");
            out.append("\"").append(String.join("\" \"", known)).append("\")");
            out.append(";n=").append(counts.get(act));
        });
        return out.toString();
    }

    static Map<FieldDecision.Act, Integer> counts(List<FieldDecision> decisions) {
        Map<FieldDecision.Act, Integer> counts = new EnumMap<>(FieldDecision.Act.class);
        decisions.forEach(decision -> counts.merge(decision.act(), 1, Integer::sum));
        return counts;
    }

    static String word(FieldDecision.Act act) {
        return act.name().toLowerCase(Locale.ROOT);
    }

    /// A reported place as one word: `/device/imei` becomes `device.imei`; what a header may not hold becomes `_`.
    static String plain(String name) {
        StringBuilder out = new StringBuilder(name.length());
        for (int i = name.startsWith("/") ? 1 : 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean fits = c > ' ' && c < 0x7F && c != '"' && c != '\\';
            out.append(c == '/' ? '.' : fits ? c : '_');
        }
        return out.toString();
    }
}
