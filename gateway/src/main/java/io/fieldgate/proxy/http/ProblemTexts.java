package io.fieldgate.proxy.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/// The texts of [Problem] in each [Language]: `<id>.title` and `<id>.detail` of the catalogues `problems_en`
/// and `problems_zh`.
final class ProblemTexts {

    private static final Properties ENGLISH = load("problems_en.properties");
    private static final Properties CHINESE = load("problems_zh.properties");

    private ProblemTexts() {}

    static String title(Problem problem, Language language) {
        return text(problem.id() + ".title", language);
    }

    static String detail(Problem problem, Language language) {
        return text(problem.id() + ".detail", language);
    }

    private static String text(String key, Language language) {
        String text = switch (language) {
            case ENGLISH -> ENGLISH.getProperty(key);
            case CHINESE -> CHINESE.getProperty(key);
        };
        return text == null ? key : text; // a test walks all problems, so this is never seen
    }

    private static Properties load(String name) {
        Properties texts = new Properties();
        try (InputStream in = ProblemTexts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The catalogue `" + name + "` is missing from the program.");
            }
            try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
                texts.load(reader);
            }
        } catch (IOException cause) {
            throw new IllegalStateException("The catalogue `" + name + "` cannot be read.", cause);
        }
        return texts;
    }
}
