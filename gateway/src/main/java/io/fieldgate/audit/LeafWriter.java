package io.fieldgate.audit;

import io.fieldgate.document.JsonOut;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Takes the members of one leaf in the order of their names and writes canonical JSON (RFC 8785) straight into bytes.
/// The members every leaf has are put in between where they belong.
/// Absent text, an empty list and an object without members are no member at all.
/// Why not a tree: leaves are written on the request path. Thread rule: one leaf, one thread.
/// Errors: a member out of order is our own bug and an [IllegalStateException]; a number no JSON reader holds exactly
/// or a lone surrogate is an [IllegalArgumentException], which closes the gate.
public final class LeafWriter {
    /// Version of the leaf's schema.
    public static final int VERSION = 1;

    private static final long MAX_NUMBER = (1L << 53) - 1; // what every JSON reader holds exactly
    private static final int SIZE_STEP = 256; // sizes are rounded up: exact ones could tell values apart
    private static final String BEHIND_ALL = "~"; // names are ASCII letters

    /// What the members every leaf has say of this one.
    /// @param n base64url of 16 random bytes
    /// @param clamped the clock had gone back
    public record Head(String id, LeafKind kind, String n, String node, long micros, boolean clamped) {}

    /// A value that writes itself: the members of an object, or the items of a row.
    interface Part {
        void write(LeafWriter leaf);
    }

    private record Common(String name, Consumer<LeafWriter> write) {}

    private static final List<Common> COMMON = List.of(
            new Common("clamped", LeafWriter::clamped),
            new Common("id", leaf -> leaf.text("id", leaf.head.id())),
            new Common("kind", leaf -> leaf.text("kind", leaf.head.kind().word())),
            new Common("n", leaf -> leaf.text("n", leaf.head.n())),
            new Common("node", leaf -> leaf.text("node", leaf.head.node())),
            new Common("t", LeafWriter::time),
            new Common("v", leaf -> leaf.number("v", VERSION)));

    private final Head head;
    private final JsonOut out = new JsonOut(1_024);
    private int common; // of them, how many are written or not said of this leaf
    private int depth; // objects around the next member, the leaf itself not counted
    private String last = ""; // the member before, in the innermost object
    private int timeAt;

    public LeafWriter(Head head) {
        this.head = head;
        out.mark('{');
    }

    public byte[] end() {
        commonUpTo(BEHIND_ALL);
        out.mark('}');
        return out.toBytes();
    }

    /// Where the 16 digits of member `t` stand.
    public int timeAt() {
        return timeAt;
    }

    LeafWriter text(String name, String text) {
        return text.isEmpty() ? this : textOrEmpty(name, text);
    }

    /// Stands even where the text is empty.
    LeafWriter textOrEmpty(String name, String text) {
        member(name);
        out.text(text);
        return this;
    }

    LeafWriter number(String name, long number) {
        member(name);
        digits(number);
        return this;
    }

    /// Left out where it is negative.
    LeafWriter numberOrNone(String name, long number) {
        return number < 0 ? this : number(name, number);
    }

    /// A size in bytes, rounded up to the next 256; left out where it is negative.
    LeafWriter size(String name, long bytes) {
        return numberOrNone(name, bytes < 0 ? bytes : (bytes + SIZE_STEP - 1) / SIZE_STEP * SIZE_STEP);
    }

    LeafWriter object(String name, Part part) {
        if (depth == 0) {
            commonUpTo(name); // before the mark: they stay when the object is taken back
        }
        int before = out.size();
        member(name);
        int opened = out.size();
        members(part);
        last = name;
        if (out.size() == opened + "{}".length()) {
            out.cut(before);
        }
        return this;
    }

    LeafWriter objectOrNone(String name, Optional<? extends Part> part) {
        return part.isPresent() ? object(name, part.get()) : this;
    }

    /// @param counts in the order of their names
    LeafWriter counts(String name, Map<String, Long> counts) {
        return object(name, inner -> counts.forEach(inner::number));
    }

    /// @param codes in the order of their names
    LeafWriter codes(String name, Map<String, String> codes) {
        return object(name, inner -> codes.forEach(inner::text));
    }

    LeafWriter texts(String name, List<String> texts) {
        return texts.isEmpty() ? this : list(name, texts, this::item);
    }

    LeafWriter numbers(String name, List<? extends Number> numbers) {
        return numbers.isEmpty() ? this : list(name, numbers, number -> item(number.longValue()));
    }

    LeafWriter objects(String name, List<? extends Part> parts) {
        return parts.isEmpty() ? this : list(name, parts, this::item);
    }

    LeafWriter rows(String name, List<? extends Part> rows) {
        return rows.isEmpty() ? this : list(name, rows, this::row);
    }

    /// Stands even without an item. @param each writes one, as [#item] and [#row] do
    <T> LeafWriter list(String name, List<T> items, Consumer<T> each) {
        member(name);
        out.mark('[');
        items.forEach(each);
        out.mark(']');
        last = name; // items that are objects had an order of their own
        return this;
    }

    LeafWriter item(String text) {
        out.separate();
        out.text(text);
        return this;
    }

    LeafWriter item(long number) {
        out.separate();
        digits(number);
        return this;
    }

    private void item(Part part) {
        out.separate();
        members(part);
    }

    void row(Part part) {
        out.separate();
        out.mark('[');
        part.write(this);
        out.mark(']');
    }

    private void members(Part part) {
        out.mark('{');
        depth++;
        last = "";
        part.write(this);
        depth--;
        out.mark('}');
    }

    private void member(String name) {
        if (depth == 0) {
            commonUpTo(name);
        }
        if (last.compareTo(name) >= 0) {
            throw new IllegalStateException("Leaf member `" + name + "` is written after `" + last + "`.");
        }
        out.name(name);
        last = name;
    }

    /// The common members due, a namesake included: nobody else may write one.
    private void commonUpTo(String name) {
        while (common < COMMON.size() && COMMON.get(common).name().compareTo(name) <= 0) {
            Common due = COMMON.get(common++);
            due.write().accept(this);
            last = due.name();
        }
    }

    private void clamped() {
        if (head.clamped()) {
            member("clamped");
            out.bare("true");
        }
    }

    private void time() {
        member("t");
        timeAt = out.size();
        digits(head.micros());
    }

    private void digits(long number) {
        if (number > MAX_NUMBER || number < -MAX_NUMBER) {
            throw new IllegalArgumentException("A number of a leaf is beyond 2^53 - 1.");
        }
        out.bare(Long.toString(number));
    }
}
