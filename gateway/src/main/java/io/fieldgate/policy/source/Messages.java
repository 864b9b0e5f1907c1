package io.fieldgate.policy.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeSet;

/// The catalogue of one language: message id → text with `{0}` placeholders. Both languages have the same ids
/// and placeholders.
public final class Messages {
    public enum Language {
        EN,
        ZH
    }

    private final Properties texts;

    private Messages(Properties texts) {
        this.texts = texts;
    }

    /// @throws UncheckedIOException when the program's own catalogue is missing
    public static Messages in(Language language) {
        String file = language == Language.ZH ? "messages_zh.properties" : "messages_en.properties";
        Properties texts = new Properties();
        try (InputStream in = Messages.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IOException("The catalogue " + file + " is not in the program.");
            }
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
        return new Messages(texts);
    }

    public SortedSet<String> ids() {
        return new TreeSet<>(texts.stringPropertyNames());
    }

    public Optional<String> find(String id, List<String> arguments) {
        String text = texts.getProperty(id);
        return text == null ? Optional.empty() : Optional.of(filled(text, arguments));
    }

    /// The text, or the id itself where a message has none (a test sees to it that none is missing).
    public String text(String id, List<String> arguments) {
        return find(id, arguments).orElse(id);
    }

    private static String filled(String text, List<String> arguments) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean placeholder = c == '{'
                    && i + 2 < text.length()
                    && text.charAt(i + 2) == '}'
                    && text.charAt(i + 1) >= '0'
                    && text.charAt(i + 1) <= '9';
            int number = placeholder ? text.charAt(i + 1) - '0' : 0;
            if (placeholder && number < arguments.size()) {
                out.append(arguments.get(number));
                i += 2;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
