package io.fieldgate.audit.verify;

import java.util.List;

/// What a verification found, and what its answer rests on.
/// @param size leaves the signed head covers: all findings and all praise end there
/// @param unsigned leaves after it, of which nothing is claimed; -1 where the folder shows none (a copy)
/// @param rests `self-attested` while nobody but the log's own key signed the head
/// @param listed what is no fault but worth knowing: unclean stops, acts still open
/// @param note the signed head that was checked, as its file has it; empty where none could be read
public record VerifierReport(
        String origin,
        long size,
        String root,
        long unsigned,
        String rests,
        List<Finding> findings,
        List<String> listed,
        String note) {

    public VerifierReport {
        findings = List.copyOf(findings);
        listed = List.copyOf(listed);
    }

    public boolean isClean() {
        return findings.isEmpty();
    }

    /// One sentence on what was covered.
    public String coverage() {
        String covered =
                size == 0 ? "Covers no leaf" : "Covers every leaf up to index " + (size - 1) + " without a gap";
        String tail = unsigned > 0
                ? "; a tail of " + unsigned + " unsigned leaves is not covered."
                : unsigned == 0 ? "; there is no unsigned tail." : "; whether unsigned leaves existed is not shown.";
        return covered + tail;
    }
}
