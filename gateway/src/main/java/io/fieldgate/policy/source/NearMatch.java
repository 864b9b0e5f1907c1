package io.fieldgate.policy.source;

import java.util.Collection;
import java.util.Optional;

/// "Did you mean": the one accepted word within two edits of what was written; empty where there is none or
/// more than one.
/// How: Levenshtein distance by one row, O(a·b), on words cut at 64 characters.
public final class NearMatch {
    private static final int MAX_EDITS = 2;
    private static final int MAX_LENGTH = 64;

    private NearMatch() {}

    public static Optional<String> of(String written, Collection<String> accepted) {
        String best = "";
        int bestDistance = MAX_EDITS + 1;
        boolean unique = true;
        for (String word : accepted) {
            int distance = distance(written, word);
            if (distance < bestDistance) {
                best = word;
                bestDistance = distance;
                unique = true;
            } else if (distance == bestDistance && !word.equals(best)) {
                unique = false;
            }
        }
        boolean near = unique && bestDistance <= MAX_EDITS && bestDistance < best.length() && bestDistance > 0;
        return near ? Optional.of(best) : Optional.empty();
    }

    private static int distance(String left, String right) {
        if (Math.abs(left.length() - right.length()) > MAX_EDITS || left.length() > MAX_LENGTH) {
            return MAX_EDITS + 1;
        }
        int[] row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int above = row[j];
                int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(diagonal + change, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[right.length()];
    }
}
