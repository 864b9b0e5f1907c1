package io.fieldgate.policy;

import io.fieldgate.policy.source.Diagnostic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Everything in force, compiled and immutable.
/// @param apps by name
/// @param closed apps whose file is broken: their routes answer 503 `policy-not-active`
/// @param roles by name
/// @param events event → by whom and by how many persons it may be declared
public record PolicySnapshot(
        Map<String, AppPolicy> apps,
        Set<String> closed,
        Map<String, Role> roles,
        Map<String, EventRule> events,
        List<Diagnostic> diagnostics,
        String digest) {

    public record EventRule(String name, String declaredBy, int persons) {}

    public PolicySnapshot {
        apps = Map.copyOf(apps);
        closed = Set.copyOf(closed);
        roles = Map.copyOf(roles);
        events = Map.copyOf(events);
        diagnostics = List.copyOf(diagnostics);
    }

    /// What one file is told: its own findings, and what stands in its way in the files it shares with the others.
    /// @param fileName without its folder, `health-declare.yaml`
    public List<Diagnostic> findingsOf(String fileName) {
        return diagnostics.stream()
                .filter(one -> one.span().fileName().equals(fileName)
                        || (one.blocks() && SharedFiles.isShared(one.span().fileName())))
                .toList();
    }

    public Optional<AppPolicy> app(String name) {
        return Optional.ofNullable(apps.get(name));
    }
}
