package planted.widecatch.guard;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Catches nothing wide, though its class file has handlers of `Throwable` that the compiler made.
final class Lawful {

    record Pair(Object left, Object right) {}

    private final InputStream held = new ByteArrayInputStream(new byte[0]);
    private int count;

    int narrow(byte[] bytes) {
        try (InputStream first = new ByteArrayInputStream(bytes);
                InputStream second = new ByteArrayInputStream(bytes)) {
            return first.read() + second.read();
        } catch (IOException | IllegalArgumentException e) {
            return e.getMessage().length();
        } finally {
            count++;
        }
    }

    int closesWhatItHolds() throws IOException {
        try (held) {
            return held.read();
        }
    }

    void leavesInTheMiddle() throws IOException {
        for (int i = 0; i < 3; i++) {
            try (InputStream in = new ByteArrayInputStream(new byte[i])) {
                if (in.read() < 0) {
                    continue;
                }
                break;
            } finally {
                count++;
            }
        }
        int next = count;
        count = next + 1;
    }

    synchronized int locked(Object lock) {
        synchronized (lock) {
            return count;
        }
    }

    static Object takenApart(Object thing) {
        return switch (thing) {
            case Pair(Pair(Object inner, Object middle), Object right) ->
                inner.hashCode() + middle.hashCode() + right.hashCode();
            case Pair(String left, Object right) when !left.isEmpty() -> right;
            default -> thing;
        };
    }

    static boolean isNested(Object thing) {
        return thing instanceof Pair(Pair(Object inner, Object middle), Object right)
                && inner.hashCode() + middle.hashCode() + right.hashCode() > 0;
    }
}
