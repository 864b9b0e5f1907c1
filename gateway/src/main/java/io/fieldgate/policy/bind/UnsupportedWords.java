package io.fieldgate.policy.bind;

import io.fieldgate.policy.bind.PolicyKeys.Block;
import java.util.List;

/// Words the language knows and this version does not enforce: refused with FG-SYN-09, never ignored.
final class UnsupportedWords {
    /// Form primitives and derivations of a later version.
    static final List<String> PRIMITIVES =
            List.of("ff1", "region-level", "count", "present", "scrub", "geohash", "valid-within", "any-of");

    record Word(Block block, String key, List<String> words) {}

    static final List<Word> ALL = List.of(
            new Word(Block.REGISTER, "suite", List.of("sm")),
            new Word(Block.ROUTE, "takes", List.of("list")),
            new Word(Block.ROUTE, "by", List.of("guardian")),
            new Word(Block.ROUTE, "gives", List.of("groups", "export")),
            new Word(Block.ROUTE, "body", List.of("form", "csv", "ndjson", "xml", "xlsx", "text")),
            new Word(Block.CONSENT, "withdraw", List.of("stop")),
            new Word(Block.FORM, "use", PRIMITIVES),
            new Word(Block.LINK, "use", PRIMITIVES),
            new Word(Block.DERIVED, "use", PRIMITIVES));

    private UnsupportedWords() {}

    static boolean isKnown(Block block, String key, String word) {
        return ALL.stream()
                .anyMatch(later -> later.block() == block
                        && later.key().equals(key)
                        && later.words().contains(word));
    }
}
