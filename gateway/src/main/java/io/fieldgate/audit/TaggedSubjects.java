package io.fieldgate.audit;

import java.util.List;

/// The persons an event is about. @param distinct number of distinct persons, also where the policy says `link:
/// none` and no tags exist
/// @param unnamed records of which no person can be told
public record TaggedSubjects(List<SubjectTags> groups, int distinct, int unnamed) {

    public static final TaggedSubjects NONE = new TaggedSubjects(List.of(), 0);

    public TaggedSubjects {
        groups = List.copyOf(groups);
        LeafText.count("n_subj", distinct);
        LeafText.count("n_rec", unnamed);
    }

    public TaggedSubjects(List<SubjectTags> groups, int distinct) {
        this(groups, distinct, 0);
    }

    public static TaggedSubjects one(String linkKey, byte[] tag) {
        return new TaggedSubjects(List.of(SubjectTags.of(linkKey, List.of(tag))), 1);
    }
}
