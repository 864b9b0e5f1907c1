package io.fieldgate.policy.source;

import io.fieldgate.policy.source.Diagnostic.Span;
import java.util.List;
import java.util.Optional;

/// What a YAML file says, with the place of each word. Every scalar is text: nothing has a YAML type, quoting
/// changes nothing.
public sealed interface Node {

    Span span();

    record Scalar(String text, Span span) implements Node {}

    record Sequence(List<Node> items, Span span) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /// Members in file order, no key twice.
    record Mapping(List<Member> members, Span span) implements Node {
        public Mapping {
            members = List.copyOf(members);
        }

        public Optional<Member> member(String key) {
            return members.stream()
                    .filter(member -> member.key().text().equals(key))
                    .findFirst();
        }
    }

    record Member(Scalar key, Node value) {}
}
