package io.fieldgate.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// One verb run in this process, as the launcher would run it.
/// @param out standard output @param err standard error
public record Verb(int exit, String out, String err) {

    public static Verb run(String... words) {
        return fed("", words);
    }

    /// @param input what comes on standard input
    public static synchronized Verb fed(String input, String... words) {
        InputStream in = System.in;
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        ByteArrayOutputStream talk = new ByteArrayOutputStream();
        try {
            System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
            System.setOut(new PrintStream(result, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(talk, true, StandardCharsets.UTF_8));
            int exit = Main.run(words);
            return new Verb(exit, result.toString(StandardCharsets.UTF_8), talk.toString(StandardCharsets.UTF_8));
        } finally {
            System.setIn(in);
            System.setOut(out);
            System.setErr(err);
        }
    }

    /// The first line of standard error, without the program's name.
    public String complaint() {
        return err.lines().findFirst().orElse("").replaceFirst("^fieldgate: ", "");
    }
}
