package io.fieldgate.policy.bind;

import io.fieldgate.policy.NamedPlace;
import io.fieldgate.policy.bind.BlockReader.Duty;
import io.fieldgate.policy.bind.PolicyKeys.Block;
import io.fieldgate.policy.register.Located;
import io.fieldgate.policy.register.Register;
import io.fieldgate.policy.register.Register.AccountableBlock;
import io.fieldgate.policy.register.Register.ConsentBlock;
import io.fieldgate.policy.register.Register.LimitsBlock;
import io.fieldgate.policy.register.Register.NamedBlock;
import io.fieldgate.policy.register.Register.ProcessorBlock;
import io.fieldgate.policy.register.Register.PurposeBlock;
import io.fieldgate.policy.source.Diagnostics;
import io.fieldgate.policy.source.Node;
import io.fieldgate.policy.source.YamlSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Binds one app's file: its head and duties here, its routes, entries and views by a binder of their own.
public final class RegisterBinder {
    private static final Optional<String> UNREAD = Optional.of(""); // the missing block has its own finding

    private final YamlSource.Parsed parsed;
    private final String digest;
    private final String expectedName;
    private final BlockReader file;
    private final Diagnostics out;

    /// @param expectedName the file's name without `.yaml`
    public RegisterBinder(YamlSource.Parsed parsed, String digest, String expectedName, Diagnostics out) {
        this.parsed = parsed;
        this.digest = digest;
        this.expectedName = expectedName;
        this.file = new BlockReader(parsed.root(), Block.REGISTER, parsed.root().span(), out);
        this.out = out;
    }

    public Register bind() {
        Located<String> name = file.name("policy");
        if (!name.isUnread() && !name.value().equals(expectedName)) {
            out.error("FG-SYN-07.name", name.span(), name.value(), expectedName + ".yaml")
                    .fix(Scalars.isName(expectedName) ? Optional.of(expectedName) : Optional.empty());
        }
        if (file.has("suite")) {
            file.word("suite");
        }
        Register.Identity identity = new Register.Identity(
                name, file.text("title"), file.name("scope"), entryOrNone("subject"), entryOrNone("record"));
        EntryBinder entries = new EntryBinder(file, out);
        Register.Flow flow = new Register.Flow(
                new RouteBinder(file, out).bind(),
                entries.fields(),
                entries.carries(),
                named(),
                file.word("undeclared"));
        return new Register(
                parsed.text().file(), digest, identity, duties(), flow, new RevealBinder(file, out).bind(), limits());
    }

    private Optional<Located<String>> entryOrNone(String key) {
        return file.optionalText(key)
                .filter(text -> !text.isUnread() && !text.value().equals("none"))
                .map(file::entryOf)
                .filter(text -> !text.isUnread());
    }

    private Register.Duties duties() {
        return new Register.Duties(
                file.day("sunset"),
                assessmentDue(),
                file.optionalName("campaign").filter(name -> !name.isUnread()),
                accountable(),
                file.optionalWord("under-14").filter(word -> !word.isUnread()),
                purposes());
    }

    private Optional<Located<LocalDate>> assessmentDue() {
        Optional<Node> value = file.value("assessment");
        if (value.isPresent() && value.get() instanceof Node.Mapping) {
            return file.block("assessment", Block.ASSESSMENT).flatMap(block -> block.day("due"));
        }
        if (value.isPresent()) {
            file.duty("assessment", Duty.REFERENCE);
        }
        return Optional.empty();
    }

    private AccountableBlock accountable() {
        Optional<BlockReader> block = file.block("accountable", Block.ACCOUNTABLE);
        if (block.isEmpty()) {
            return new AccountableBlock(
                    file.spanOf("accountable"),
                    Located.unread(file.spanOf("accountable")),
                    UNREAD,
                    UNREAD,
                    List.of(),
                    List.of());
        }
        Optional<BlockReader> collector = block.get().block("collector", Block.COLLECTOR);
        List<ProcessorBlock> processors = new ArrayList<>();
        for (BlockReader processor : block.get().list("processors", Block.PROCESSOR)) {
            processor.duty("does", Duty.REFERENCE);
            processors.add(new ProcessorBlock(
                    processor.name("org"),
                    processor.duty("contract", Duty.REFERENCE).isPresent(),
                    processor.day("until")));
        }
        Located<String> org =
                collector.map(found -> found.name("org")).orElseGet(() -> Located.unread(file.spanOf("accountable")));
        return new AccountableBlock(
                block.get().spanOf("collector"),
                org,
                collector.map(found -> said(found, "person", Duty.NAME)).orElse(UNREAD),
                collector.map(found -> said(found, "contact", Duty.CONTACT)).orElse(UNREAD),
                block.get().names("users"),
                processors);
    }

    private static Optional<String> said(BlockReader block, String key, Duty least) {
        return block.duty(key, least).map(Located::value);
    }

    private List<PurposeBlock> purposes() {
        List<PurposeBlock> purposes = new ArrayList<>();
        for (Node.Member member : file.members("purposes")) {
            Located<String> name = file.nameOf(member.key(), "purposes");
            Optional<BlockReader> block = file.blockOf(
                    member.value(),
                    Block.PURPOSE,
                    member.key().span(),
                    member.key().text(),
                    Set.of());
            if (!name.isUnread() && block.isPresent()) {
                Optional<ConsentBlock> consent =
                        block.get().block("consent", Block.CONSENT).map(RegisterBinder::consent);
                purposes.add(new PurposeBlock(
                        name,
                        block.get().word("basis"),
                        block.get().duty("order", Duty.REFERENCE),
                        block.get().duty("where", Duty.REASON),
                        consent));
            }
        }
        return purposes;
    }

    private static ConsentBlock consent(BlockReader block) {
        return new ConsentBlock(block.heading(), notice(block), block.yes("separate"), block.optionalWord("withdraw"));
    }

    private static Optional<Located<String>> notice(BlockReader block) {
        Optional<Located<String>> name = block.optionalName("notice");
        name.filter(found -> !found.isUnread()).ifPresent(_ -> block.duty("notice", Duty.REFERENCE));
        return name;
    }

    private List<NamedBlock> named() {
        List<NamedBlock> named = new ArrayList<>();
        named("refused", NamedPlace.Fate.REFUSED, named);
        named("dropped", NamedPlace.Fate.DROPPED, named);
        return named;
    }

    private void named(String key, NamedPlace.Fate fate, List<NamedBlock> named) {
        for (Node.Member member : file.members(key)) {
            Located<String> text =
                    new Located<>(member.key().text(), member.key().span());
            file.textOf(member.value(), key);
            PlaceParser.read(text, out)
                    .ifPresent(place -> named.add(new NamedBlock(new Located<>(place, text.span()), fate)));
        }
    }

    private LimitsBlock limits() {
        Optional<BlockReader> block = file.block("limits", Block.LIMITS);
        if (block.isEmpty()) {
            return new LimitsBlock(
                    file.spanOf("limits"), OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
        BlockReader limits = block.get();
        Optional<Located<Integer>> body = limits.parsed("body", RegisterBinder::boxed, "FG-SYN-06.size");
        return new LimitsBlock(
                file.spanOf("limits"),
                body.map(size -> OptionalInt.of(size.value())).orElse(OptionalInt.empty()),
                limits.whole("page"),
                limits.rate("per-client"),
                limits.rate("per-person"));
    }

    private static Optional<Integer> boxed(String text) {
        OptionalInt size = Scalars.size(text);
        return size.isPresent() ? Optional.of(size.getAsInt()) : Optional.empty();
    }
}
