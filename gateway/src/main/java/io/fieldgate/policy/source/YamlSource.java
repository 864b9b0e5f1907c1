package io.fieldgate.policy.source;

import io.fieldgate.policy.source.Diagnostic.Span;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Reads one YAML file into [Node]s with places, and refuses what a policy file may not hold (FG-SYN-01, 02, 03, 05).
/// Shape: UTF-8 without BOM, at most 256 KB, one document, depth at most 12, no tab, anchor, alias, tag,
/// directive or merge key.
/// Errors: none thrown; a syntax error stands alone, since reading stops there. Cost: linear.
/// Source: YAML 1.2, events of snakeyaml-engine; its own tree building passes duplicate keys and resolves
/// aliases, so it is not used.
public final class YamlSource {
    public static final int MAX_BYTES = 262_144; // 256 KB
    public static final int MAX_DEPTH = 12;

    /// @param root an empty mapping where the file could not be read
    public record Parsed(Node.Mapping root, SourceText text, List<Diagnostic> diagnostics) {
        public Parsed {
            diagnostics = List.copyOf(diagnostics);
        }

        public boolean isReadable() {
            return diagnostics.stream().noneMatch(Diagnostic::blocks);
        }
    }

    private YamlSource() {}

    /// @param fileName as messages should show it
    public static Parsed read(String fileName, byte[] bytes) {
        Diagnostics out = new Diagnostics();
        SourceText blank = new SourceText(fileName, List.of());
        if (bytes.length > MAX_BYTES) {
            out.error("FG-SYN-03.size", blank.start(), MAX_BYTES / 1024);
            return unread(blank, out);
        }
        String decoded;
        try {
            decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) { // the text is not read at all
            out.error("FG-SYN-01.utf8", blank.start());
            return unread(blank, out);
        }
        SourceText text = SourceText.of(fileName, decoded);
        if (!TextRules.judgeFile(text, out)) {
            return unread(text, out);
        }
        return new YamlTree(text, out).read(decoded);
    }

    private static Parsed unread(SourceText text, Diagnostics out) {
        return new Parsed(emptyMapping(text), text, out.sorted());
    }

    public static Node.Mapping emptyMapping(SourceText text) {
        Span start = text.start();
        return new Node.Mapping(List.of(), start);
    }
}
