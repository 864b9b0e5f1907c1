package io.fieldgate.cli;

import io.fieldgate.boot.config.Exit;
import io.fieldgate.document.Json;
import io.fieldgate.document.Value;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// The one class that prints: results to standard output, talk and complaints to standard error.
final class Console {
    private final PrintStream out;
    private final PrintStream err;

    Console() {
        this.out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        this.err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    }

    void result(String line) {
        out.println(line);
    }

    void json(Value value) {
        out.println(new String(Json.write(value), StandardCharsets.UTF_8));
    }

    void talk(String line) {
        err.println(line);
    }

    /// @return `exit`
    int complain(int exit, String sentence) {
        err.println("fieldgate: " + sentence);
        return exit;
    }

    /// @return [Exit#ENVIRONMENT]
    int environment(String sentence) {
        return complain(Exit.ENVIRONMENT, sentence);
    }

    /// @return [Exit#USAGE]
    int usage(String sentence) {
        return complain(Exit.USAGE, sentence);
    }
}
