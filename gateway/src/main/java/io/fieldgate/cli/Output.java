package io.fieldgate.cli;

import io.fieldgate.boot.config.Exit;
import io.fieldgate.document.Value;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Option;

/// `--json`, and how a verb shows what it found: one document for programs, lines for people.
final class Output {
    @Option(names = "--json", description = "as JSON")
    boolean json;

    /// @param text prints what the document says for a person
    void print(Value document, BiConsumer<Console, Value> text) {
        Console console = new Console();
        if (json) {
            console.json(document);
        } else {
            text.accept(console, document);
        }
    }

    /// What the gateway answered, or why it refused. @return the exit code
    int print(AdminClient.Answer answer) {
        return print(answer, Tables::print, _ -> Exit.FINE);
    }

    /// @param exit code of an answer that is no refusal
    int print(AdminClient.Answer answer, BiConsumer<Console, Value> text, ToIntFunction<Value> exit) {
        if (!answer.isFine()) {
            return answer.refused(new Console());
        }
        print(answer.body(), text);
        return exit.applyAsInt(answer.body());
    }
}
