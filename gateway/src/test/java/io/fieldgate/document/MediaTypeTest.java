package io.fieldgate.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MediaTypeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            text/plain                         | text/plain       | {}
            Text/PLAIN                         | text/plain       | {}
            text/plain;charset=utf-8           | text/plain       | {charset=utf-8}
            text/plain ; Charset="utf-8"       | text/plain       | {charset=utf-8}
            a/b; c="d;e\\"f"                   | a/b              | {c=d;e"f}
            application/vnd.a+json; v=1        | application/vnd.a+json | {v=1}
            a/b; c=""                          | a/b              | {c=}
            a/b;                               | a/b              | {}
            a/b; c=d;                          | a/b              | {c=d}
            a/b;; c=d ; ;                      | a/b              | {c=d}
            Multipart/Form-Data; BOUNDARY=--x; | multipart/form-data | {boundary=--x}
            """)
    void wellFormed_isParsed(String text, String essence, String parameters) {
        MediaType media = MediaType.parse(text).orElseThrow();
        assertThat(media.essence()).isEqualTo(essence);
        assertThat(media.parameters().toString()).isEqualTo(parameters);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "/",
                "a/",
                "/b",
                "a/b/c",
                "a /b",
                "a/b; c",
                "a/b; c=",
                "a/b; =d",
                "a/b; c=d e",
                "a/b; c=\"d",
                "a/b; c=d; C=e",
                "a/b; c =d",
                "a/b; c= d",
                "a/b c=d",
                "a/b,c/d",
                "ä/b",
                "a/b; c=\"\u0000\"",
                "a/b; c=\"d\\"
            })
    void malformed_isNone(String text) {
        assertThat(MediaType.parse(text)).isEmpty();
    }

    @Test
    void overlong_isNone() {
        assertThat(MediaType.parse("a/b; c=" + "d".repeat(600))).isEmpty();
    }
}
