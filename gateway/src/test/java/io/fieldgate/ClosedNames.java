package io.fieldgate;

import io.fieldgate.transform.form.Transforms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Names of closed sets, each read where its set is declared: what forms are made of, what a field can be, what a leaf
/// says.
final class ClosedNames {
    private static final Pattern SECTION = Pattern.compile("(?ms)^types:(.*?)^\\S");
    private static final Pattern TYPE = Pattern.compile("(?m)^ {2}([a-z][a-z0-9.-]+):");
    private static final Pattern KINDS = Pattern.compile("(?ms)^## Kinds(.*?)^## ");
    private static final Pattern KIND = Pattern.compile("(?m)^\\| `([a-z.]+)` \\|");

    /// What each name is the name of.
    static final Map<String, String> ALL = read();

    private ClosedNames() {}

    private static Map<String, String> read() {
        var names = new TreeMap<String, String>();
        Path top = Path.of("..");
        named(top.resolve("docs/reference/leaf-format.md"), KINDS, KIND, "a leaf kind", names);
        named(top.resolve("policies/vocabulary.yaml"), SECTION, TYPE, "a vocabulary type", names);
        Transforms.STANDARD.forEach(kind -> names.put(kind.name(), "a primitive"));
        return names;
    }

    private static void named(Path file, Pattern section, Pattern name, String what, Map<String, String> names) {
        try {
            section.matcher(Files.readString(file))
                    .results()
                    .flatMap(found -> name.matcher(found.group(1)).results())
                    .forEach(found -> names.put(found.group(1), what));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
