package io.fieldgate.proxy.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The languages people are answered in.
public enum Language {
    ENGLISH("en"),
    CHINESE("zh");

    private static final int MAX_HEADER = 256; // characters of an Accept-Language header that are looked at

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /// The tag of `Content-Language`.
    public String tag() {
        return tag;
    }

    /// The first of the two languages an `Accept-Language` header names; English where it names neither.
    /// Weights are not read.
    public static Language of(@Nullable String accepted) {
        if (accepted == null) {
            return ENGLISH;
        }
        String seen =
                accepted.substring(0, Math.min(accepted.length(), MAX_HEADER)).toLowerCase(Locale.ROOT);
        for (String range : seen.split(",", -1)) {
            for (Language language : values()) {
                if (range.strip().startsWith(language.tag)) {
                    return language;
                }
            }
        }
        return ENGLISH;
    }
}
