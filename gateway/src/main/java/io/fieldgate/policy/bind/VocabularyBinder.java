package io.fieldgate.policy.bind;

import io.fieldgate.policy.AppLimits;
import io.fieldgate.policy.bind.PolicyKeys.Block;
import io.fieldgate.policy.register.Located;
import io.fieldgate.policy.register.Vocabulary;
import io.fieldgate.policy.register.Vocabulary.Ceilings;
import io.fieldgate.policy.register.Vocabulary.EventBlock;
import io.fieldgate.policy.register.Vocabulary.FormBlock;
import io.fieldgate.policy.register.Vocabulary.PurposeWord;
import io.fieldgate.policy.register.Vocabulary.RoleBlock;
import io.fieldgate.policy.register.Vocabulary.TypeBlock;
import io.fieldgate.policy.source.Diagnostic.Span;
import io.fieldgate.policy.source.Diagnostics;
import io.fieldgate.policy.source.Node;
import io.fieldgate.policy.source.SourceText;
import io.fieldgate.policy.source.YamlSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Binds `vocabulary.yaml`.
public final class VocabularyBinder {
    private static final Set<String> WINDOWS = Set.of("PT24H", "P30D");

    private final SourceText text;
    private final BlockReader file;
    private final Diagnostics out;

    public VocabularyBinder(YamlSource.Parsed parsed, Diagnostics out) {
        this.text = parsed.text();
        this.file =
                new BlockReader(parsed.root(), Block.VOCABULARY, parsed.root().span(), out);
        this.out = out;
    }

    public Vocabulary bind() {
        file.name("vocabulary");
        Optional<Located<ZoneId>> zone = file.parsed("zone", Scalars::zone, "FG-SYN-06.zone");
        List<Located<String>> profile = file.names("profile");
        AppLimits.Scale scale = scale();
        Map<String, TypeBlock> types = new LinkedHashMap<>();
        TypeBinder typeBinder = new TypeBinder(profile, out);
        each("types", Block.TYPE, (name, block) -> types.put(name.value(), typeBinder.bind(name, block)));
        Map<String, FormBlock> forms = forms();
        return new Vocabulary(
                text.file(),
                zone.map(Located::value).orElse(ZoneOffset.UTC),
                profile,
                ceilings(),
                scale,
                types,
                forms,
                words());
    }

    /// What cannot be read closes every app, so its own ceiling does not matter.
    private Ceilings ceilings() {
        Optional<BlockReader> block = file.block("ceilings", Block.CEILINGS);
        if (block.isEmpty()) {
            return Ceilings.UNSAID;
        }
        Optional<Located<Integer>> atMost = block.get().people("at-most");
        Optional<Located<AppLimits.Rate>> perClient = block.get().rate("per-client");
        return new Ceilings(
                atMost.map(Located::value).orElse(Ceilings.UNSAID.atMost()),
                perClient.map(Located::value).orElse(Ceilings.UNSAID.perClient()),
                Optional.of(file.spanOf("ceilings")));
    }

    /// Where something is missing or unfit, that has its finding and the strictest reading stands for it.
    private AppLimits.Scale scale() {
        Optional<BlockReader> meter = file.block("meter", Block.METER);
        if (meter.isEmpty()) {
            return AppLimits.Scale.STRICTEST;
        }
        BlockReader block = meter.get();
        block.optionalWord("scale");
        if (block.has("windows")) {
            Set<String> windows =
                    block.texts("windows").stream().map(Located::value).collect(Collectors.toSet());
            if (!windows.equals(WINDOWS)) {
                out.error("FG-SYN-06.windows", block.spanOf("windows"), "windows");
            }
        }
        int warnAt = block.parsed("warn-at", Scalars::pointsOfScale, "FG-SYN-06.share")
                .map(Located::value)
                .orElse(AppLimits.Scale.STRICTEST.warnAt());
        AppLimits.Scale.Then then = block.optionalWord("then")
                .filter(word -> !word.isUnread())
                .map(word -> AppLimits.Scale.Then.valueOf(
                        word.value().toUpperCase(Locale.ROOT).replace('-', '_')))
                .orElse(AppLimits.Scale.STRICTEST.then());
        return new AppLimits.Scale(warnAt, then);
    }

    private Map<String, FormBlock> forms() {
        Map<String, FormBlock> forms = new LinkedHashMap<>();
        FormBinder binder = new FormBinder(out);
        for (Node.Member member : file.members("forms")) {
            Located<String> name = file.nameOf(member.key(), "forms");
            if (!name.isUnread()) {
                binder.bind(name, member.value(), file)
                        .ifPresent(form -> forms.put(name.value(), new FormBlock(name, form)));
            }
        }
        return forms;
    }

    private Vocabulary.Words words() {
        Map<String, PurposeWord> purposes = new LinkedHashMap<>();
        each("purposes", Block.PURPOSE_WORD, (name, block) -> {
            block.text("title");
            purposes.put(name.value(), new PurposeWord(name, block.word("kind").value(), block.names("needs")));
        });
        Map<String, RoleBlock> roles = new LinkedHashMap<>();
        each("roles", Block.ROLE, (name, block) -> roles.put(name.value(), role(name, block)));
        Map<String, EventBlock> events = new LinkedHashMap<>();
        each(
                "events",
                Block.EVENT,
                (name, block) -> events.put(
                        name.value(),
                        new EventBlock(
                                name,
                                block.optionalName("declared-by"),
                                block.whole("persons").map(Located::value).orElse(1))));
        return new Vocabulary.Words(purposes, roles, events, titled("orgs"), titled("scopes"), titled("reasons"));
    }

    private static RoleBlock role(Located<String> name, BlockReader block) {
        Map<String, String> own = new LinkedHashMap<>();
        List<Located<String>> types = new ArrayList<>();
        for (Node.Member member : block.members("own")) {
            Located<String> type = block.nameOf(member.key(), "own");
            Located<String> claim = block.nameOf(member.value(), type.value());
            if (!type.isUnread() && !claim.isUnread()) {
                own.put(type.value(), claim.value());
                types.add(type);
            }
        }
        return new RoleBlock(name, block.name("org"), block.name("claim"), own, types);
    }

    private Map<String, Span> titled(String key) {
        Map<String, Span> names = new LinkedHashMap<>();
        for (Node.Member member : file.members(key)) {
            Located<String> name = file.nameOf(member.key(), key);
            file.textOf(member.value(), member.key().text());
            if (!name.isUnread()) {
                names.put(name.value(), name.span());
            }
        }
        return names;
    }

    private interface Each {
        void bind(Located<String> name, BlockReader block);
    }

    private void each(String key, Block kind, Each each) {
        for (Node.Member member : file.members(key)) {
            Located<String> name = file.nameOf(member.key(), key);
            Optional<BlockReader> block = file.blockOf(
                    member.value(), kind, member.key().span(), member.key().text(), Set.of());
            if (!name.isUnread() && block.isPresent()) {
                each.bind(name, block.get());
            }
        }
    }
}
