package io.fieldgate;

import io.fieldgate.audit.LeafKind;
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
    private static final Path VOCABULARY = Path.of("..", "policies", "vocabulary.yaml");
    private static final Pattern TYPES = Pattern.compile("(?ms)^types:(.*?)^\\S");
    private static final Pattern TYPE = Pattern.compile("(?m)^ {2}([a-z][a-z0-9.-]+):");

    /// What each name is the name of.
    static final Map<String, String> ALL = read();

    private ClosedNames() {}

    private static Map<String, String> read() {
        var names = new TreeMap<String, String>();
        for (LeafKind kind : LeafKind.values()) {
            names.put(kind.word(), "a leaf kind");
        }
        try {
            TYPES.matcher(Files.readString(VOCABULARY))
                    .results()
                    .flatMap(types -> TYPE.matcher(types.group(1)).results())
                    .forEach(type -> names.put(type.group(1), "a vocabulary type"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Transforms.STANDARD.forEach(kind -> names.put(kind.name(), "a primitive"));
        return names;
    }
}
