package io.fieldgate.proxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Registers of systems that are not shipped, for scenes: `acceptance/*.yaml` and the shipped vocabulary with
/// `acceptance/additions.yaml` under its headings.
public final class Acceptance {
    private static final Path FOLDER = Path.of("src", "test", "resources", "acceptance");

    private Acceptance() {}

    /// Writes the shipped policies and these registers into the folder. @return the folder
    public static Path registers(Path folder, String... names) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(ProxyRig.POLICIES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(String.valueOf(file.getFileName())));
            }
        }
        Path vocabulary = folder.resolve("vocabulary.yaml");
        Files.writeString(vocabulary, wider(Files.readString(vocabulary)));
        for (String name : names) {
            Files.copy(FOLDER.resolve(name + ".yaml"), folder.resolve(name + ".yaml"));
        }
        return folder;
    }

    private static String wider(String vocabulary) throws IOException {
        Map<String, List<String>> blocks = new LinkedHashMap<>();
        List<String> block = new ArrayList<>();
        for (String line : Files.readAllLines(FOLDER.resolve("additions.yaml"))) {
            if (line.startsWith("#")) {
                continue;
            }
            if (!line.startsWith(" ")) {
                block = blocks.computeIfAbsent(line, _ -> new ArrayList<>());
            } else {
                block.add(line);
            }
        }
        StringBuilder out = new StringBuilder();
        for (String line : vocabulary.lines().toList()) {
            out.append(line).append('\n');
            String heading = line.replaceFirst("\\s*#.*", "");
            List<String> added = blocks.remove(heading);
            if (added != null) {
                out.append(String.join("\n", added)).append('\n');
            }
        }
        if (!blocks.isEmpty()) {
            throw new IllegalStateException("The vocabulary has no heading " + blocks.keySet() + ".");
        }
        return out.toString();
    }
}
