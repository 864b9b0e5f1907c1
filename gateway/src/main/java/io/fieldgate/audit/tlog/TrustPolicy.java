package io.fieldgate.audit.tlog;

import java.util.ArrayList;
import java.util.List;

/// Whose signatures a verifier takes for true: a tlog-policy file. This version knows `log` lines and `quorum
/// none`; a file that asks for witnesses is refused, for their lines would not be checked.
/// Source: c2sp.org/tlog-policy.
public record TrustPolicy(List<VerifierKey> logs) {

    public TrustPolicy {
        logs = List.copyOf(logs);
    }

    public static TrustPolicy parse(String text) throws NotTlog {
        List<VerifierKey> logs = new ArrayList<>();
        int quorums = 0;
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            List<String> words = words(line, number);
            if (words.isEmpty() || words.getFirst().startsWith("#")) {
                continue;
            }
            switch (words.getFirst()) {
                case "log" -> logs.add(log(words, number, logs));
                case "quorum" -> {
                    if (words.size() != 2 || !words.get(1).equals("none")) {
                        throw new NotTlog("Line " + number + ": only `quorum none` is enforced by this version.");
                    }
                    quorums++;
                }
                case "witness", "group" ->
                    throw new NotTlog("Line " + number + ": witnesses are not enforced by this version.");
                default -> throw new NotTlog("Line " + number + ": known are `log`, `witness`, `group` and `quorum`.");
            }
        }
        if (quorums != 1 || logs.isEmpty()) {
            throw new NotTlog("A trust file has at least one `log` line and exactly one `quorum` line.");
        }
        return new TrustPolicy(logs);
    }

    private static VerifierKey log(List<String> words, int number, List<VerifierKey> before) throws NotTlog {
        if (words.size() < 2 || words.size() > 3) {
            throw new NotTlog("Line " + number + ": `log <vkey> [<url>]`.");
        }
        VerifierKey key = VerifierKey.parse(words.get(1));
        if (before.stream().anyMatch(other -> other.text().equals(key.text()))) {
            throw new NotTlog("Line " + number + ": the log is listed twice.");
        }
        return key;
    }

    private static List<String> words(String line, int number) throws NotTlog {
        if (line.chars().anyMatch(c -> (c < 0x20 && c != '\t') || c == 0x7f)) {
            throw new NotTlog("Line " + number + ": only tabs and newlines may stand among printable characters.");
        }
        List<String> words = new ArrayList<>();
        for (String word : line.replace('\t', ' ').split(" ", -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
