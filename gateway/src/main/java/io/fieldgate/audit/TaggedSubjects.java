package io.fieldgate.audit;

import java.util.List;

/// The persons an event is about. @param distinct number of distinct persons, also where the policy says `link:
/// none` and no tags exist
public record TaggedSubjects(List<SubjectTags> groups, int distinct) {

    public static final TaggedSubjects NONE = new TaggedSubjects(List.of(), 0);

    public TaggedSubjects {
        groups = List.copyOf(groups);
        LeafText.count("n_subj", distinct);
    }

    public static TaggedSubjects one(String linkKey, byte[] tag) {
        return new TaggedSubjects(List.of(SubjectTags.of(linkKey, List.of(tag))), 1);
    }
}
