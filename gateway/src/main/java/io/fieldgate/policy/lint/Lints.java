package io.fieldgate.policy.lint;

import io.fieldgate.policy.register.Lint;
import java.util.List;

/// Every group of rules. A new rule is one record or method in its group's file and, for a new group, one line here.
public final class Lints {
    public static final List<Lint> STANDARD = List.of(
            new ReferenceRules(),
            new VocabularyRules(),
            new PlaceRules(),
            new FolderRules(),
            new MinimizationRules(),
            new RetentionRules(),
            new RevealRules(),
            new DerivationRules(),
            new CarryRules(),
            new ConsentRules(),
            new DutyRules(),
            new InvariantRules(),
            new JointRules(),
            new SubjectRules(),
            new CeilingRules(),
            new ExposureRules());

    private Lints() {}
}
