package io.fieldgate.audit;

import java.util.List;
import java.util.Map;

/// What a destruction certificate states, apart from object and reason. All parts may be empty.
/// @param deadlines first and last deadline covered, epoch seconds
/// @param counts `app/field` → sealed values counted
/// @param steps step of the destruction → outcome code, as `read` → `404`
/// @param clocks time source → epoch seconds
/// @param owed app → `erases` calls not confirmed yet
/// @param canary ciphertext of its own under the destroyed key; the wrapped seed never stands here
/// @param seedDigest base64url SHA-256 of the wrapped seed
/// @param residual copy that may outlive the key → for how long, as `custodianSnapshots` → `PT24H`
public record Destruction(
        List<Long> deadlines,
        Map<String, Long> counts,
        Map<String, String> steps,
        Map<String, Long> clocks,
        Map<String, Long> owed,
        List<String> acks,
        String canary,
        String seedDigest,
        Map<String, String> residual)
        implements LeafWriter.Part {

    public static final Destruction NONE =
            new Destruction(List.of(), Map.of(), Map.of(), Map.of(), Map.of(), List.of(), "", "", Map.of());

    public Destruction {
        deadlines = List.copyOf(deadlines);
        counts = SortedCounts.of("counts", counts);
        steps = SortedCounts.codes("steps", steps);
        clocks = SortedCounts.of("clocks", clocks);
        owed = SortedCounts.of("owed", owed);
        acks = LeafText.ids("acks", acks);
        LeafText.canaryOrNone(canary);
        LeafText.base64urlOrNone("seed-digest", seedDigest, 32);
        residual = SortedCounts.codes("residual", residual);
    }

    @Override
    public void write(LeafWriter leaf) {
        leaf.texts("acks", acks).text("canary", canary).counts("clocks", clocks).counts("counts", counts);
        leaf.numbers("deadlines", deadlines).counts("owed", owed).codes("residual", residual);
        leaf.text("seed-digest", seedDigest).codes("steps", steps);
    }
}
