package io.fieldgate.audit;

import io.fieldgate.document.Ascii;
import io.fieldgate.document.UndeclaredName;

/// One field, what was done with it, and the policy line that said so.
/// @param field the register's name of the field, or for an undeclared one its harmless name or `#k`, its position
/// @param line line of the policy file, 0 where no line mentions the field
public record FieldAction(String field, Action action, int line) implements LeafWriter.Part {

    public FieldAction {
        LeafText.count("line", line);
        if (line > 0) {
            LeafText.declaredName("field", field);
        } else if (!UndeclaredName.isPlain(field) && !isPosition(field)) {
            throw new IllegalArgumentException("The name of an undeclared field is not one a leaf may hold.");
        }
    }

    /// An undeclared name as a leaf may show it: itself if harmless, else `#position`.
    public static FieldAction undeclared(String name, int position, Action action) {
        return new FieldAction(UndeclaredName.isPlain(name) ? name : "#" + position, action, 0);
    }

    private static boolean isPosition(String field) {
        return field.length() >= 2
                && field.length() <= 7
                && field.charAt(0) == '#'
                && field.chars().skip(1).allMatch(Ascii::isDigit);
    }

    @Override
    public void write(LeafWriter leaf) {
        leaf.item(field).item(action.word()).item(line);
    }
}
