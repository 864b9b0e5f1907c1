package io.fieldgate.audit;

import java.util.List;

/// The persons an event is about. @param distinct number of distinct persons, also where the policy says `link:
/// none` and no tags exist
public record Subjects(List<SubjectTags> groups, int distinct) {

    public static final Subjects NONE = new Subjects(List.of(), 0);

    public Subjects {
        groups = List.copyOf(groups);
        LeafText.count("n_subj", distinct);
    }

    public static Subjects one(String linkKey, byte[] tag) {
        return new Subjects(List.of(SubjectTags.of(linkKey, List.of(tag))), 1);
    }
}
