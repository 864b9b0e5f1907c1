package io.fieldgate.audit.verify;

import io.fieldgate.audit.LeafKind;
import io.fieldgate.audit.LogDamaged;
import io.fieldgate.audit.ProcessingOperation;
import io.fieldgate.audit.leaf.Leaf;
import io.fieldgate.audit.leaf.LeafSchema;
import io.fieldgate.audit.query.DayCounts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Checks leaves one by one and against each other: form, pairs, time, order of life. Thread rule: one thread.
final class LeafChecks {
    private static final long SILENCE_MICROS = TimeUnit.SECONDS.toMicros(90);
    private static final long EXPLAINED_MICROS = TimeUnit.SECONDS.toMicros(60);
    private static final long HOUR_MICROS = TimeUnit.HOURS.toMicros(1);

    private record Begun(LeafKind kind, String trace, long micros) {}

    private record Gap(long index, long seconds, long micros) {}

    private final Consumer<Finding> sink;
    private final List<String> listed = new ArrayList<>();
    private final TreeMap<Long, Begun> open = new TreeMap<>();
    private final TreeMap<Long, Begun> recent = new TreeMap<>(); // intents and reveals of the last hour
    private final Set<String> policies = new HashSet<>();
    private final Map<LocalDate, DayCounts> unclosed = new TreeMap<>();
    private final Map<LocalDate, Long> passedAt = new HashMap<>(); // micros of the first leaf after the day
    private final List<Gap> gaps = new ArrayList<>(); // not explained yet
    private final DualControlChecks secondPersons = new DualControlChecks();
    private long lastMicros;
    private boolean afterClose; // the last leaf was a close

    LeafChecks(Consumer<Finding> sink) {
        this.sink = sink;
    }

    List<String> listed() {
        return listed;
    }

    void leaf(long index, byte[] bytes) {
        Leaf leaf;
        try {
            leaf = Leaf.parse(index, bytes);
        } catch (LogDamaged _) {
            find("leaf", index, "it is not a JSON object");
            return;
        }
        LeafSchema.fault(leaf).ifPresent(fault -> find("leaf", index, fault));
        order(leaf);
        time(leaf);
        leaf.kind().ifPresent(kind -> check(kind, leaf));
        policy(leaf);
        day(leaf);
        afterClose = leaf.is(LeafKind.CLOSE);
        lastMicros = Math.max(lastMicros, leaf.micros());
    }

    /// What a leaf of each kind must agree with beyond its own form, and what it says of others.
    private void check(LeafKind kind, Leaf leaf) {
        switch (kind) {
            case BOOT -> boot(leaf);
            case CLOSE -> close(leaf);
            case CLOCK -> clock(leaf);
            case DAY_CLOSE -> dayClose(leaf);
            case POLICY_LOAD -> policies.add(leaf.text("pol", "sha"));
            case INTENT -> intent(leaf);
            case GRANT_ASK -> secondPersons.ask(leaf);
            case GRANT_APPROVE -> secondPersons.approval(leaf).ifPresent(fault -> find("pairing", leaf.index(), fault));
            case REVEAL -> reveal(leaf);
            case SHRED_INTENT, ERASE_INTENT -> open.put(leaf.index(), begun(kind, leaf));
            case OUTCOME -> closes(leaf, LeafKind.INTENT);
            case SHRED_DONE -> closes(leaf, LeafKind.SHRED_INTENT);
            case ERASE_DONE -> closes(leaf, LeafKind.ERASE_INTENT);
            case FORK, HEARTBEAT, DENY, CONSENT, KEY_CREATE, POLICY_REJECT, CAMPAIGN, QUERY, EXPORT, ALERT -> {
                // stands alone
            }
        }
    }

    private void find(String rule, long index, String what) {
        sink.accept(new Finding(rule, index, "", "Leaf " + index + ": " + what + "."));
    }

    private void order(Leaf leaf) {
        boolean begins = leaf.is(LeafKind.BOOT) || leaf.is(LeafKind.FORK);
        if (leaf.index() == 0 && !begins) {
            find("time", 0, "the log does not begin with a boot or fork leaf");
        }
        if (afterClose && !begins) {
            find("time", leaf.index(), "it follows a close leaf without a boot leaf");
        }
    }

    private void boot(Leaf leaf) {
        if (leaf.index() > 0 && !afterClose) {
            listed.add("Leaf " + leaf.index() + ": start after an unclean stop; " + leaf.number("cut")
                    + " bytes of a torn end were cut.");
        }
        if (leaf.number("previous") != leaf.index()) {
            find("time", leaf.index(), "a boot leaf does not stand where the run before it ended");
        }
    }

    private void close(Leaf leaf) {
        if (leaf.number("size") != leaf.index() + 1) {
            find("time", leaf.index(), "its size is not the log's");
        }
    }

    private void time(Leaf leaf) {
        if (leaf.micros() < lastMicros) {
            find("time", leaf.index(), "its time falls");
        }
        while (!recent.isEmpty()
                && leaf.micros() - recent.firstEntry().getValue().micros() > HOUR_MICROS) {
            recent.pollFirstEntry();
        }
        long silence = leaf.micros() - lastMicros;
        if (lastMicros > 0 && silence > SILENCE_MICROS && !afterClose) {
            long seconds = TimeUnit.MICROSECONDS.toSeconds(silence);
            if (leaf.is(LeafKind.BOOT)) {
                listed.add("Leaf " + leaf.index() + ": nothing was logged for " + seconds + " s before this start.");
            } else {
                gaps.add(new Gap(leaf.index(), seconds, leaf.micros()));
            }
        }
    }

    /// Explains silences shortly before it, its own included.
    private void clock(Leaf leaf) {
        gaps.removeIf(gap -> {
            boolean explained = leaf.micros() - gap.micros() <= EXPLAINED_MICROS;
            if (explained) {
                listed.add("Leaf " + gap.index() + ": the clock moved by " + gap.seconds() + " s.");
            }
            return explained;
        });
    }

    /// A register that was refused was never loaded; all others were.
    private void policy(Leaf leaf) {
        String sha = leaf.text("pol", "sha");
        if (!sha.isEmpty() && !policies.contains(sha) && !leaf.is(LeafKind.POLICY_REJECT)) {
            find("pairing", leaf.index(), "its policy text was never loaded");
        }
    }

    private static Begun begun(LeafKind kind, Leaf leaf) {
        return new Begun(kind, leaf.text("trace"), leaf.micros());
    }

    private void intent(Leaf leaf) {
        Begun begun = begun(LeafKind.INTENT, leaf);
        open.put(leaf.index(), begun);
        recent.put(leaf.index(), begun);
    }

    private void reveal(Leaf leaf) {
        secondPersons.reveal(leaf).ifPresent(fault -> find("pairing", leaf.index(), fault));
        Begun begun = begun(LeafKind.REVEAL, leaf);
        recent.put(leaf.index(), begun); // an outcome may take it back
        Begun intent = recent.get(leaf.number("of"));
        boolean needsOne = leaf.text("op").equals(ProcessingOperation.READ.word()) || leaf.number("of") >= 0;
        if (needsOne
                && (intent == null
                        || intent.kind() != LeafKind.INTENT
                        || !intent.trace().equals(begun.trace()))) {
            find("pairing", leaf.index(), "a reveal without the intent of its exchange");
        }
    }

    private void closes(Leaf leaf, LeafKind kind) {
        long of = leaf.number("of");
        Begun begun = open.get(of);
        if (begun != null && begun.kind() == kind) {
            open.remove(of);
            return;
        }
        Begun known = recent.get(of);
        if (kind != LeafKind.INTENT || known == null || !known.trace().equals(leaf.text("trace"))) {
            find("pairing", leaf.index(), "it closes an act that was never begun");
        }
    }

    private void day(Leaf leaf) {
        LocalDate day = DayCounts.dayOf(leaf);
        if (!unclosed.containsKey(day)) { // the first leaf of a day
            unclosed.keySet().forEach(earlier -> passedAt.putIfAbsent(earlier, leaf.micros()));
        }
        unclosed.computeIfAbsent(day, DayCounts::new).add(leaf);
    }

    private void dayClose(Leaf leaf) {
        unclosed.values().stream()
                .filter(counts -> counts.day().toString().equals(leaf.text("day")))
                .findFirst()
                .ifPresentOrElse(
                        counts -> {
                            if (!counts.agreesWith(leaf)) {
                                find("time", leaf.index(), "the day it closes has other counts");
                            }
                            passedAt.put(counts.day(), Long.MAX_VALUE);
                        },
                        () -> find("time", leaf.index(), "it closes a day that has no leaves"));
    }

    /// What can be said only when the last leaf was seen.
    void end() {
        for (Gap gap : gaps) {
            find("time", gap.index(), "nothing was logged for " + gap.seconds() + " s before it");
        }
        open.forEach((index, begun) -> {
            if (lastMicros - begun.micros() > HOUR_MICROS) {
                find("pairing", index, "a " + begun.kind().word() + " was never closed");
            } else {
                listed.add("Leaf " + index + ": a " + begun.kind().word() + " is still open.");
            }
        });
        passedAt.forEach((day, micros) -> {
            if (micros != Long.MAX_VALUE && lastMicros - micros > HOUR_MICROS) {
                sink.accept(new Finding("time", -1, "", "The day " + day + " was never closed."));
            }
        });
    }
}
