package io.fieldgate.policy.bind;

import io.fieldgate.policy.bind.PolicyKeys.Block;
import io.fieldgate.policy.register.Invariants;
import io.fieldgate.policy.register.Invariants.Condition;
import io.fieldgate.policy.register.Invariants.InvariantBlock;
import io.fieldgate.policy.register.Located;
import io.fieldgate.policy.source.Diagnostics;
import io.fieldgate.policy.source.YamlSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Binds `invariants.yaml`.
public final class InvariantsBinder {
    private static final String OTHER_THAN = "-other-than";

    private final YamlSource.Parsed parsed;
    private final Diagnostics out;

    public InvariantsBinder(YamlSource.Parsed parsed, Diagnostics out) {
        this.parsed = parsed;
        this.out = out;
    }

    public Invariants bind() {
        BlockReader file =
                new BlockReader(parsed.root(), Block.INVARIANTS, parsed.root().span(), out);
        List<InvariantBlock> lines = new ArrayList<>();
        for (BlockReader line : file.list("invariants", Block.INVARIANT)) {
            String because = line.text("because").value();
            Optional<BlockReader> never = line.block("never", Block.NEVER);
            never.ifPresent(conditions -> bind(line, conditions, because).ifPresent(lines::add));
        }
        return new Invariants(parsed.text().file(), lines);
    }

    private Optional<InvariantBlock> bind(BlockReader line, BlockReader never, String because) {
        List<Condition> conditions = new ArrayList<>();
        for (PolicyKeys.Key key : PolicyKeys.of(Block.NEVER)) {
            if (never.has(key.name())) {
                boolean other = key.name().endsWith(OTHER_THAN);
                String column = other ? key.name().substring(0, key.name().length() - OTHER_THAN.length()) : key.name();
                List<String> words = key.name().equals("life-over")
                        ? never.period(key.name()).map(period -> Scalars.period(period.value())).stream()
                                .toList()
                        : never.texts(key.name()).stream().map(Located::value).toList();
                if (words.isEmpty()) {
                    return Optional.empty(); // unread, its finding is made
                }
                conditions.add(new Condition(column, other, words));
            }
        }
        if (conditions.isEmpty()) {
            out.error("FG-SYN-08.empty-value", line.heading(), "never");
            return Optional.empty();
        }
        return Optional.of(new InvariantBlock(line.spanOf("never"), conditions, because));
    }
}
