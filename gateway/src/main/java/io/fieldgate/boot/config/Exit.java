package io.fieldgate.boot.config;

import java.util.LinkedHashMap;
import java.util.Map;

/// Exit codes of every verb; documented in `docs/reference/cli.md` and in each verb's help.
public final class Exit {
    public static final int FINE = 0;
    public static final int FINDINGS = 1;
    public static final int USAGE = 2;
    public static final int ENVIRONMENT = 3;

    /// What 1 means, for the verbs that can say it.
    private static final Map<String, String> FINDING = Map.of(
            "policy check", "a policy file has a mistake that closes its app",
            "audit verify", "the log does not hold; the places are named",
            "retention status", "a key or a record is overdue, or the end of a record is not written yet",
            "retention sweep", "a key or a record is still overdue",
            "doctor", "a part is ill");

    private Exit() {}

    /// @param verb such as `audit query`, empty for the program itself
    public static Map<String, String> of(String verb) {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put(" " + FINE, verb.equals("serve") || verb.equals("dev") ? "ended as asked" : "fine");
        if (FINDING.containsKey(verb)) {
            codes.put(" " + FINDINGS, FINDING.get(verb));
        }
        codes.put(" " + USAGE, "the command line is wrong; nothing was done");
        codes.put(
                " " + ENVIRONMENT, "a file, a gateway or a credential is missing or refuses; the sentence says which");
        return codes;
    }
}
