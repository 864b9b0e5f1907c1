package io.fieldgate.policy;

import java.util.List;

/// The files of a policy folder that every register builds on: what is wrong in one of them closes every app.
public final class SharedFiles {
    public static final String SUFFIX = ".yaml";
    public static final String VOCABULARY = "vocabulary";
    public static final String CAMPAIGNS = "campaigns";
    public static final String INVARIANTS = "invariants";
    public static final List<String> STEMS = List.of(VOCABULARY, CAMPAIGNS, INVARIANTS);

    private SharedFiles() {}

    /// True for the folder itself and its shared files.
    static boolean isShared(String fileName) {
        return !fileName.endsWith(SUFFIX) || STEMS.contains(fileName.substring(0, fileName.length() - SUFFIX.length()));
    }
}
