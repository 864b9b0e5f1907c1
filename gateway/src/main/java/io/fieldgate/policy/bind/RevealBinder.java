package io.fieldgate.policy.bind;

import io.fieldgate.policy.bind.PolicyKeys.Block;
import io.fieldgate.policy.register.Located;
import io.fieldgate.policy.register.Register;
import io.fieldgate.policy.register.Register.Cap;
import io.fieldgate.policy.register.Register.RevealBlock;
import io.fieldgate.policy.register.Register.RowsLine;
import io.fieldgate.policy.register.Register.ShowLine;
import io.fieldgate.policy.source.Diagnostic.Span;
import io.fieldgate.policy.source.Diagnostics;
import io.fieldgate.policy.source.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Binds `reveal:`.
final class RevealBinder {
    private final BlockReader file;
    private final Diagnostics out;

    RevealBinder(BlockReader file, Diagnostics out) {
        this.file = file;
        this.out = out;
    }

    List<RevealBlock> bind() {
        List<RevealBlock> blocks = new ArrayList<>();
        for (BlockReader block : file.list("reveal", Block.REVEAL)) {
            blocks.add(reveal(block));
        }
        return blocks;
    }

    private RevealBlock reveal(BlockReader block) {
        Optional<Span> all = Optional.empty();
        List<ShowLine> show = new ArrayList<>();
        if (block.value("show").orElse(null) instanceof Node.Scalar) {
            Located<String> word = block.wordOf(block.text("show"), "show", List.of("all"));
            all = word.isUnread() ? Optional.empty() : Optional.of(word.span());
        } else {
            for (Node.Member member : block.members("show")) {
                Located<String> entry = block.entryOf(
                        new Located<>(member.key().text(), member.key().span()));
                Located<String> form = block.nameOf(member.value(), member.key().text());
                if (!entry.isUnread() && !form.isUnread()) {
                    show.add(new ShowLine(entry, form));
                }
            }
        }
        return new RevealBlock(block.name("role"), block.name("for"), all, show, cap(block), needs(block));
    }

    private static List<Located<String>> needs(BlockReader block) {
        return block.texts("needs").stream()
                .map(word -> block.wordOf(word, "needs", Register.NEEDS))
                .filter(word -> !word.isUnread())
                .toList();
    }

    private Cap cap(BlockReader block) {
        if (block.has("beyond")) {
            block.word("beyond");
            if (!block.has("at-most")) {
                out.error("FG-SYN-08.beyond-alone", block.spanOf("beyond"));
            }
        }
        Optional<Located<Integer>> atMost = block.people("at-most");
        return new Cap(
                rows(block),
                block.texts("on"),
                atMost,
                block.has("at-most"),
                block.has("beyond"),
                block.duty("identifying", BlockReader.Duty.REASON));
    }

    private Optional<RowsLine> rows(BlockReader block) {
        List<Node.Member> rows = block.members("rows");
        if (rows.size() > 1) {
            out.error("FG-SYN-08.one-row", block.spanOf("rows"));
        }
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Node.Member row = rows.getFirst();
        Located<String> whose =
                block.wordOf(block.textOf(row.value(), "rows"), "rows", List.of(RowsLine.OWN, RowsLine.NOT_OWN));
        return Optional.of(
                        block.entryOf(new Located<>(row.key().text(), row.key().span())))
                .filter(entry -> !entry.isUnread() && !whose.isUnread())
                .map(entry -> new RowsLine(entry, whose));
    }
}
