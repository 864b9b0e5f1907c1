package io.fieldgate.policy.bind;

import io.fieldgate.document.FieldPath;
import io.fieldgate.policy.RetentionPeriod;
import io.fieldgate.policy.bind.PolicyKeys.Block;
import io.fieldgate.policy.register.Located;
import io.fieldgate.policy.register.Register.CarryBlock;
import io.fieldgate.policy.register.Register.EventEnd;
import io.fieldgate.policy.register.Register.FieldBlock;
import io.fieldgate.policy.register.Register.KeepBlock;
import io.fieldgate.policy.register.Register.Life;
import io.fieldgate.policy.register.Register.Placing;
import io.fieldgate.policy.register.Register.WhyLine;
import io.fieldgate.policy.source.Diagnostics;
import io.fieldgate.policy.source.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Binds `fields:` and `carries:`.
final class EntryBinder {
    private final BlockReader file;
    private final Diagnostics out;

    EntryBinder(BlockReader file, Diagnostics out) {
        this.file = file;
        this.out = out;
    }

    List<FieldBlock> fields() {
        List<FieldBlock> fields = new ArrayList<>();
        for (Node.Member member : file.members("fields")) {
            Located<String> name =
                    file.entryOf(new Located<>(member.key().text(), member.key().span()));
            Optional<BlockReader> block = file.blockOf(
                    member.value(),
                    Block.FIELD,
                    member.key().span(),
                    member.key().text(),
                    Set.of());
            if (!name.isUnread() && block.isPresent()) {
                fields.add(field(name, block.get()));
            }
        }
        return fields;
    }

    private FieldBlock field(Located<String> name, BlockReader block) {
        Optional<Located<String>> from =
                block.optionalText("from").map(block::entryOf).filter(text -> !text.isUnread());
        Optional<Located<FieldPath>> put = block.places("put").stream().findFirst();
        Placing placing = new Placing(
                block.places("at"),
                from,
                put,
                block.entries("with"),
                block.optionalWord("by").filter(word -> !word.isUnread()));
        judgePlacing(name, block);
        Optional<Located<String>> as = block.optionalName("as").filter(form -> !form.isUnread());
        return new FieldBlock(
                name,
                placing,
                block.name("type"),
                why(block),
                new Life(as, keep(block)),
                block.yes("optional"),
                block.duty("instead", BlockReader.Duty.CONTACT).isPresent());
    }

    private void judgePlacing(Located<String> name, BlockReader block) {
        boolean derived = block.has("from");
        if (!derived && !block.has("at")) {
            BlockReader.missing(out, name.span(), Block.FIELD, "at");
        }
        if (derived && !block.has("at") && !block.has("put")) {
            BlockReader.missing(out, name.span(), Block.FIELD, "put");
        }
        if (!derived && block.has("put")) {
            out.error("FG-SYN-08.put-alone", block.spanOf("put"));
        }
        if (!derived && block.has("with")) {
            out.error("FG-SYN-08.with-alone", block.spanOf("with"));
        }
        boolean byApp = block.has("by");
        if (!byApp && !block.has("as")) {
            BlockReader.missing(out, name.span(), Block.FIELD, "as");
        }
        if (byApp && (block.has("as") || derived)) {
            out.error("FG-SYN-08.by-app", block.spanOf("by"));
        }
        if (byApp && block.has("optional")) {
            out.error("FG-SYN-08.by-app-optional", block.spanOf("optional"));
        }
    }

    private static List<WhyLine> why(BlockReader block) {
        List<WhyLine> lines = new ArrayList<>();
        for (Node.Member member : block.members("why")) {
            Located<String> purpose = block.nameOf(member.key(), "why");
            // an empty reason is judged by the rule on reasons
            Located<String> text = member.value() instanceof Node.Scalar scalar
                    ? new Located<>(
                            scalar.text(),
                            scalar.text().isEmpty() ? member.key().span() : scalar.span())
                    : block.textOf(member.value(), "why");
            if (!purpose.isUnread()) {
                lines.add(new WhyLine(purpose, text));
            }
        }
        return lines;
    }

    private Optional<KeepBlock> keep(BlockReader block) {
        Optional<Node> value = block.value("keep");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!(value.get() instanceof Node.Mapping)) {
            return Optional.of(new KeepBlock(
                    value.get().span(), block.period("keep"), Optional.empty(), Optional.empty(), Optional.empty()));
        }
        BlockReader keep = block.block("keep", Block.KEEP).orElseThrow();
        boolean timed = keep.has("for") || keep.has("until-daily");
        boolean event = keep.has("until") || keep.has("then") || keep.has("at-most");
        if (timed && event) {
            out.error("FG-SYN-08.keep-mixed", block.spanOf("keep"));
        }
        if (event && !keep.has("until")) {
            BlockReader.missing(out, block.spanOf("keep"), Block.KEEP, "until");
        }
        if (keep.has("until") && !keep.has("then")) {
            BlockReader.missing(out, block.spanOf("keep"), Block.KEEP, "then");
        }
        Optional<EventEnd> end = keep.optionalName("until")
                .filter(name -> !name.isUnread())
                .map(until -> new EventEnd(
                        until,
                        keep.period("then").map(then -> new Located<>(Scalars.period(then.value()), then.span()))));
        Optional<Located<RetentionPeriod.DailyEnd>> daily =
                keep.parsed("until-daily", Scalars::daily, "FG-SYN-06.daily");
        return Optional.of(new KeepBlock(block.spanOf("keep"), keep.period("for"), daily, end, keep.period("at-most")));
    }

    List<CarryBlock> carries() {
        List<CarryBlock> carries = new ArrayList<>();
        for (Node.Member member : file.members("carries")) {
            Located<String> name =
                    file.entryOf(new Located<>(member.key().text(), member.key().span()));
            Optional<BlockReader> block = file.blockOf(
                    member.value(),
                    Block.CARRY,
                    member.key().span(),
                    member.key().text(),
                    Set.of());
            if (!name.isUnread() && block.isPresent()) {
                carries.add(carry(name, block.get()));
            }
        }
        return carries;
    }

    private CarryBlock carry(Located<String> name, BlockReader block) {
        Located<String> type = block.name("type");
        if (type.value().equals("enum") && !block.has("of")) {
            BlockReader.missing(out, name.span(), Block.CARRY, "of");
        }
        if (!type.value().equals("enum") && block.has("of")) {
            out.error("FG-SYN-08.of-alone", block.spanOf("of"));
        }
        return new CarryBlock(name, block.places("at"), type, block.texts("of"));
    }
}
