package io.fieldgate.boot.config;

import io.fieldgate.policy.source.Diagnostic;
import io.fieldgate.policy.source.DiagnosticPrinter;
import io.fieldgate.policy.source.Messages;
import io.fieldgate.policy.source.Node;
import io.fieldgate.policy.source.YamlSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads `gateway.yaml` with the reader of policy files, so that its mistakes come with place and caret, all at once.
public final class ConfigFile {
    private ConfigFile() {}

    /// @throws StartFailure when the file cannot be read or holds something that is no setting
    public static List<Setting> read(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new StartFailure("`" + file + "` cannot be read.", unreadable);
        }
        String name = String.valueOf(file.getFileName());
        YamlSource.Parsed parsed = YamlSource.read(name, bytes);
        if (!parsed.isReadable()) {
            DiagnosticPrinter printer =
                    new DiagnosticPrinter(Messages.in(Messages.Language.EN), shown -> Optional.of(parsed.text()));
            throw new StartFailure("`" + file + "` is not readable.\n" + printer.print(parsed.diagnostics()));
        }
        List<Setting> settings = new ArrayList<>();
        List<String> complaints = new ArrayList<>();
        flatten("", parsed.root(), settings, complaints);
        if (!complaints.isEmpty()) {
            throw new StartFailure(
                    "`" + file + "` says what is no setting (`fieldgate config --keys` lists them all).\n"
                            + String.join("\n", complaints));
        }
        return settings;
    }

    private static void flatten(String prefix, Node.Mapping mapping, List<Setting> settings, List<String> complaints) {
        for (Node.Member member : mapping.members()) {
            String key = prefix + member.key().text();
            switch (member.value()) {
                case Node.Mapping inner -> flatten(key + ".", inner, settings, complaints);
                case Node.Sequence list -> list(key, list, settings, complaints);
                case Node.Scalar scalar -> {
                    if (SettingKey.of(key).isEmpty()) {
                        complaints.add(
                                place(member.key().span()) + ": `" + key + "` is no setting" + SettingKey.meant(key));
                    }
                    settings.add(new Setting(key, scalar.text(), place(scalar.span())));
                }
            }
        }
    }

    private static void list(String key, Node.Sequence list, List<Setting> settings, List<String> complaints) {
        if (SettingKey.of(key).filter(SettingKey::isList).isEmpty()) {
            complaints.add(place(list.span()) + ": `" + key + "` takes one value, not a list.");
            return;
        }
        List<String> words = new ArrayList<>();
        for (Node item : list.items()) {
            if (item instanceof Node.Scalar scalar) {
                words.add(scalar.text());
            } else {
                complaints.add(place(item.span()) + ": `" + key + "` is a list of single values.");
            }
        }
        settings.add(new Setting(key, String.join(Setting.BETWEEN, words), place(list.span())));
    }

    private static String place(Diagnostic.Span span) {
        return DiagnosticPrinter.place(span);
    }
}
