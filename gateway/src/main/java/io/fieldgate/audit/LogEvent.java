package io.fieldgate.audit;

import java.util.Map;

/// What the log says of itself, and only the log writes.
public sealed interface LogEvent extends AuditEvent {

    /// @param bytesCut bytes of a torn tail that were never acknowledged @param previous size found @param
    /// ending `none`, `close`, `crash`
    record Boot(String version, long bytesCut, long previous, String ending, int retainMonths) implements LogEvent {
        public Boot {
            LeafText.code("version", version);
            LeafText.code("ending", ending);
        }

        @Override
        public LeafKind kind() {
            return LeafKind.BOOT;
        }

        @Override
        public void write(LeafWriter leaf) {
            leaf.number("cut", bytesCut).text("ending", ending).number("previous", previous);
            leaf.number("retain", retainMonths).text("version", version);
        }
    }

    /// @param size size of the log with this leaf
    record Close(long size) implements LogEvent {
        @Override
        public LeafKind kind() {
            return LeafKind.CLOSE;
        }

        @Override
        public void write(LeafWriter leaf) {
            leaf.number("size", size);
        }
    }

    record Heartbeat() implements LogEvent {
        @Override
        public LeafKind kind() {
            return LeafKind.HEARTBEAT;
        }

        @Override
        public void write(LeafWriter leaf) {
            // has no members of its own
        }
    }

    /// First leaf of a new origin. @param oldRoot base64url of the last root of the old one
    record Fork(String oldOrigin, long oldSize, String oldRoot, String reason) implements LogEvent {
        public Fork {
            LeafText.declaredName("old_origin", oldOrigin);
            LeafText.base64urlOrNone("old_root", oldRoot, 32);
            LeafText.code("reason", reason);
        }

        @Override
        public LeafKind kind() {
            return LeafKind.FORK;
        }

        @Override
        public void write(LeafWriter leaf) {
            leaf.text("old-origin", oldOrigin).text("old-root", oldRoot).number("old-size", oldSize);
            leaf.text("reason", reason);
        }
    }

    /// @param day UTC day as `yyyy-mm-dd` @param kinds leaves by kind @param apps data-plane leaves by app
    /// @param actors distinct actors
    record DayClose(String day, Map<String, Long> kinds, Map<String, Long> apps, int actors) implements LogEvent {
        public DayClose {
            LeafText.code("day", day);
            kinds = SortedCounts.of("kinds", kinds);
            apps = SortedCounts.of("apps", apps);
        }

        @Override
        public LeafKind kind() {
            return LeafKind.DAY_CLOSE;
        }

        @Override
        public void write(LeafWriter leaf) {
            leaf.number("actors", actors).counts("apps", apps).text("day", day).counts("kinds", kinds);
        }
    }
}
