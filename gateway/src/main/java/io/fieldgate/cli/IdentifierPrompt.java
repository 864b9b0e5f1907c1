package io.fieldgate.cli;

import io.fieldgate.boot.config.StartFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/// Reads a person's identifying value from the terminal (not echoed) or from standard input. It never comes
/// from the command line.
final class IdentifierPrompt {
    private IdentifierPrompt() {}

    static String fromStandardInput() {
        java.io.Console terminal = System.console();
        if (terminal != null && terminal.isTerminal()) {
            return new String(terminal.readPassword("Identifier: ")).strip();
        }
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            if (line == null || line.isBlank()) {
                throw new StartFailure("No identifier came on standard input.");
            }
            return line.strip();
        } catch (IOException unreadable) {
            throw new StartFailure("Standard input cannot be read.", unreadable);
        }
    }
}
