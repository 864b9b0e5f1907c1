package io.fieldgate.proxy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.LongSupplier;

/// The chance that one probe tells: somebody measures one answer and guesses which of two kinds it was.
///
/// The kinds are measured in pairs, in random order within each, so that no drift of the machine favours one. The
/// guesser
/// is the best single limit and direction, learned on every other pair and judged on the pairs it has not seen; then
/// the
/// same the other way round, so that every measurement is judged once, by a limit it had no part in. Half of the
/// guesses
/// are right where nothing tells. The interval is Wilson's at 95 %.
/// Cost: n log n. Source: E. B. Wilson, Probable inference, JASA 22 (1927).
record OneProbe(int guesses, int right) {
    private static final double Z = 1.96;

    /// @param first one answer of the one kind: its time in ns @param second of the other
    static OneProbe measure(int pairs, long seed, LongSupplier first, LongSupplier second) {
        Random order = new Random(seed);
        long[][] times = new long[2][pairs];
        for (int i = 0; i < pairs; i++) {
            if (order.nextBoolean()) {
                times[0][i] = first.getAsLong();
                times[1][i] = second.getAsLong();
            } else {
                times[1][i] = second.getAsLong();
                times[0][i] = first.getAsLong();
            }
        }
        return of(times[0], times[1]);
    }

    static OneProbe of(long[] first, long[] second) {
        int right = 0;
        for (int half = 0; half < 2; half++) {
            long[] learnedFirst = everyOther(first, half);
            long[] learnedSecond = everyOther(second, half);
            Limit limit = Limit.best(learnedFirst, learnedSecond);
            right += limit.right(everyOther(first, 1 - half), everyOther(second, 1 - half));
        }
        return new OneProbe(first.length + second.length, right);
    }

    private static long[] everyOther(long[] times, int from) {
        long[] half = new long[(times.length + 1 - from) / 2];
        for (int i = 0; i < half.length; i++) {
            half[i] = times[2 * i + from];
        }
        return half;
    }

    /// @param secondIsAbove guess the second kind above the limit, else at or below it
    private record Limit(long nanos, boolean secondIsAbove) {
        static Limit best(long[] first, long[] second) {
            List<long[]> all = new ArrayList<>();
            for (long time : first) {
                all.add(new long[] {time, 1});
            }
            for (long time : second) {
                all.add(new long[] {time, -1});
            }
            all.sort((one, other) -> Long.compare(one[0], other[0]));
            Limit best = new Limit(Long.MIN_VALUE, true);
            long most = 0;
            long above = 0; // how many more of the first kind than of the second are at or below
            for (int i = 0; i < all.size(); i++) {
                above += all.get(i)[1];
                boolean last = i + 1 == all.size() || all.get(i + 1)[0] != all.get(i)[0];
                if (last && Math.abs(above) > most) {
                    most = Math.abs(above);
                    best = new Limit(all.get(i)[0], above > 0);
                }
            }
            return best;
        }

        int right(long[] first, long[] second) {
            long firstAbove = Arrays.stream(first).filter(time -> time > nanos).count();
            long secondAbove =
                    Arrays.stream(second).filter(time -> time > nanos).count();
            long right =
                    secondIsAbove ? first.length - firstAbove + secondAbove : firstAbove + second.length - secondAbove;
            return Math.toIntExact(right);
        }
    }

    double share() {
        return (double) right / guesses;
    }

    double low() {
        return bound(-1);
    }

    double high() {
        return bound(1);
    }

    private double bound(int side) {
        double z2 = Z * Z / guesses;
        double p = share();
        double spread = Z * Math.sqrt(p * (1 - p) / guesses + z2 / (4 * guesses));
        return (p + z2 / 2 + side * spread) / (1 + z2);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.1f %% (95 %%: %.1f to %.1f, %d guesses)",
                100 * share(),
                100 * low(),
                100 * high(),
                guesses);
    }
}
