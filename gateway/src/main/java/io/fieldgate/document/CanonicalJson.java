package io.fieldgate.document;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Canonical JSON without floats. Source: RFC 8785 §3.2; numbers narrowed to integers of at most 2^53 - 1.
final class CanonicalJson {

    private static final String LARGEST = "9007199254740991"; // 2^53 - 1

    private final JsonOut out = new JsonOut(1_024);

    private CanonicalJson() {}

    static byte[] write(Value value) {
        CanonicalJson json = new CanonicalJson();
        json.value(value);
        return json.out.toBytes();
    }

    private void value(Value value) {
        switch (value) {
            case Value.Text(String text) -> out.text(text);
            case Value.Number(String literal) -> number(literal);
            case Value.Bool(boolean truth) -> out.bare(truth ? "true" : "false");
            case Value.Null() -> out.bare("null");
            case Value.Sequence(List<Value> items) -> sequence(items);
            case Value.Mapping(Map<String, Value> members) -> mapping(members);
            case Value.Blob _ -> throw new IllegalArgumentException("Canonical JSON holds no bytes.");
        }
    }

    private void sequence(List<Value> items) {
        out.mark('[');
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                out.mark(',');
            }
            value(items.get(i));
        }
        out.mark(']');
    }

    private void mapping(Map<String, Value> members) {
        String[] names = members.keySet().toArray(new String[0]);
        Arrays.sort(names); // String order is the order of UTF-16 units the RFC asks for
        out.mark('{');
        for (int i = 0; i < names.length; i++) {
            if (i > 0) {
                out.mark(',');
            }
            out.text(names[i]);
            out.mark(':');
            Value value = members.get(names[i]);
            if (value == null) {
                throw new IllegalArgumentException("A member has no value.");
            }
            value(value);
        }
        out.mark('}');
    }

    private void number(String literal) {
        boolean negative = literal.startsWith("-");
        String digits = negative ? literal.substring(1) : literal;
        boolean whole = !digits.isEmpty()
                && digits.length() <= LARGEST.length()
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        boolean shortest = whole && (digits.charAt(0) != '0' || (digits.length() == 1 && !negative));
        if (!shortest || (digits.length() == LARGEST.length() && digits.compareTo(LARGEST) > 0)) {
            throw new IllegalArgumentException("Canonical JSON holds integers of at most 2^53 - 1 only.");
        }
        out.bare(literal);
    }
}
