package io.fieldgate.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One block of a Markdown page that is set as code, read by the rules of `docs/how-to/write-docs.md`.
/// @param file below the project's folder
/// @param line of its first line of text, from 1
/// @param language the word behind the fence; `sh` for an indented block, empty where a fence has none
/// @param about what else stands behind the fence
/// @param notRun why it is not run; empty = it is
/// @param exit the exit code it is expected to end with
/// @param output the expected output, `…` standing for anything; empty = not compared
record CommandBlock(
        Path file, int line, String language, String about, String text, String notRun, int exit, List<String> output) {
    private static final Pattern FENCE = Pattern.compile("( {0,3})```+ *(\\S*) *(.*?) *");
    private static final Pattern NOT_RUN = Pattern.compile(" *<!-- not run: (.+) -->");
    private static final Pattern EXIT = Pattern.compile(" *<!-- exit (\\d+) -->");
    private static final String INDENT = "    ";

    boolean isCommand() {
        return language.equals("sh");
    }

    boolean runs() {
        return isCommand() && notRun.isEmpty() && about.isEmpty();
    }

    String place() {
        return file + ":" + line;
    }

    String firstLine() {
        return text.lines().findFirst().orElse("").strip();
    }

    static List<CommandBlock> of(Path root, Path file) throws IOException {
        return new Reader(file, Files.readAllLines(root.resolve(file))).read();
    }

    private static final class Reader {
        private final Path file;
        private final List<String> lines;
        private final List<CommandBlock> blocks = new ArrayList<>();
        private String notRun = "";
        private int exit;
        private int at;

        Reader(Path file, List<String> lines) {
            this.file = file;
            this.lines = lines;
        }

        List<CommandBlock> read() {
            while (at < lines.size()) {
                String line = lines.get(at);
                Matcher fence = FENCE.matcher(line);
                if (fence.matches()) {
                    fenced(fence.group(1), fence.group(2), fence.group(3));
                } else if (line.startsWith(INDENT)
                        && (at == 0 || lines.get(at - 1).isBlank())) {
                    indented();
                } else {
                    remark(line);
                    at++;
                }
            }
            return blocks;
        }

        private void fenced(String indent, String language, String about) {
            int first = ++at;
            List<String> text = new ArrayList<>();
            while (at < lines.size() && !lines.get(at).strip().startsWith("```")) {
                String line = lines.get(at++);
                text.add(line.startsWith(indent) ? line.substring(indent.length()) : line);
            }
            if (at == lines.size()) {
                throw new IllegalStateException(file + ":" + first + ": the block is never closed.");
            }
            at++;
            if (language.equals("output")) {
                output(first, text);
            } else {
                add(first, language, about, text);
            }
        }

        private void output(int first, List<String> text) {
            CommandBlock command = blocks.isEmpty() ? null : blocks.getLast();
            if (command == null || !command.isCommand() || !command.output().isEmpty()) {
                throw new IllegalStateException(file + ":" + first + ": the output of no command.");
            }
            blocks.set(
                    blocks.size() - 1,
                    new CommandBlock(
                            file,
                            command.line(),
                            command.language(),
                            command.about(),
                            command.text(),
                            command.notRun(),
                            command.exit(),
                            text));
        }

        private void indented() {
            int first = at + 1;
            List<String> text = new ArrayList<>();
            while (at < lines.size()
                    && (lines.get(at).startsWith(INDENT) || lines.get(at).isBlank())) {
                text.add(lines.get(at).isBlank() ? "" : lines.get(at).substring(INDENT.length()));
                at++;
            }
            add(first, "sh", "", text);
        }

        private void add(int first, String language, String about, List<String> text) {
            blocks.add(
                    new CommandBlock(file, first, language, about, String.join("\n", text), notRun, exit, List.of()));
            notRun = "";
            exit = 0;
        }

        /// A remark belongs to the block right below it.
        private void remark(String line) {
            Matcher reason = NOT_RUN.matcher(line);
            Matcher code = EXIT.matcher(line);
            if (reason.matches()) {
                notRun = reason.group(1);
            } else if (code.matches()) {
                exit = Integer.parseInt(code.group(1));
            } else if (!line.isBlank() && (exit != 0 || !notRun.isEmpty())) {
                throw new IllegalStateException(file + ":" + (at + 1) + ": a remark stands right above its block.");
            }
        }
    }
}
