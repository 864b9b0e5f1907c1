package io.fieldgate.proxy;

import io.fieldgate.enforce.FieldDecision;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The `Fieldgate-Decision` header: for each action the names of the fields and how often it was taken, never a
/// value.
/// Shape: `encrypted=("name" "mobile");n=2, dropped=("imei" "#4");n=2`, a dictionary of inner lists. Source:
/// RFC 8941 §3.2.
final class Decisions {
    static final String HEADER = "Fieldgate-Decision";
    private static final int MAX_NAMES = 40; // of one action; all are counted
    private static final FieldDecision.Act[] ACTS = FieldDecision.Act.values();
    private static final String[] WORDS =
            Arrays.stream(ACTS).map(act -> act.name().toLowerCase(Locale.ROOT)).toArray(String[]::new);

    private Decisions() {}

    /// Empty where nothing was decided.
    static String header(List<FieldDecision> decisions) {
        int[] counts = counts(decisions);
        StringBuilder out = new StringBuilder();
        for (FieldDecision.Act act : ACTS) {
            int count = counts[act.ordinal()];
            if (count > 0) {
                out.append(out.isEmpty() ? "" : ", ").append(word(act)).append("=(");
                char before = 0;
                for (String name : names(decisions, act)) {
                    if (before != 0) {
                        out.append(before);
                    }
                    out.append('"').append(name).append('"');
                    before = ' ';
                }
                out.append(");n=").append(count);
            }
        }
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

    /// How often each action was taken, by its ordinal.
    static int[] counts(List<FieldDecision> decisions) {
        int[] counts = new int[ACTS.length];
        for (FieldDecision decision : decisions) {
            counts[decision.act().ordinal()]++;
        }
        return counts;
    }

    static String word(FieldDecision.Act act) {
        return WORDS[act.ordinal()];
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
