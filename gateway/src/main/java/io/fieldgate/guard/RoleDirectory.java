package io.fieldgate.guard;

import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.PolicySnapshot;
import io.fieldgate.policy.RevealRule;
import io.fieldgate.policy.Role;
import io.fieldgate.policy.Route;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The roles there are, and for which purposes each serves, so that one of several in a token can be chosen.
/// @param purposes by the role's name
public record RoleDirectory(Collection<Role> roles, Map<String, Set<String>> purposes) {

    public RoleDirectory {
        roles = List.copyOf(roles);
        purposes = Map.copyOf(purposes);
    }

    /// Of registers: a role serves the purposes it sees or writes for.
    /// @param others roles of no register, for one purpose of their own
    public static RoleDirectory of(PolicySnapshot policies, Collection<Role> others, String purpose) {
        Map<String, Set<String>> served = new HashMap<>();
        for (AppPolicy app : policies.apps().values()) {
            for (RevealRule view : app.reveal()) {
                served.computeIfAbsent(view.role().name(), none -> new HashSet<>())
                        .add(view.purpose());
            }
            for (Route route : app.routes()) {
                for (Role writer : route.traits().writers().staff()) {
                    served.computeIfAbsent(writer.name(), none -> new HashSet<>())
                            .addAll(route.traits().purposes());
                }
            }
        }
        others.forEach(role -> served.put(role.name(), Set.of(purpose)));
        List<Role> all = new ArrayList<>(policies.roles().values());
        all.addAll(others);
        return new RoleDirectory(all, served);
    }

    /// What a token's roles come to.
    /// @param name the vocabulary's, empty where it has none, so that a claim can never be taken for a name
    record Chosen(String name) {}

    /// The role a token stands for: the only one of its roles that is known for its organisation, else the only one of
    /// those that serves the purpose. A person acting for himself serves his own data.
    /// @return empty where more than one would do
    Optional<Chosen> choose(TokenClaims who, String purpose) {
        List<String> known = known(who);
        if (known.size() > 1) {
            known = known.stream().filter(name -> serves(name, purpose)).toList();
        }
        return known.size() > 1 ? Optional.empty() : Optional.of(new Chosen(known.isEmpty() ? "" : known.getFirst()));
    }

    /// Names of the roles the token has.
    List<String> known(TokenClaims who) {
        List<String> known = new ArrayList<>();
        if (who.maySubject()) {
            known.add(Role.SUBJECT);
        }
        if (who.isStaff()) {
            roles.stream()
                    .filter(role ->
                            !role.name().equals(Role.SUBJECT) && who.roles().contains(role.claim()))
                    .filter(role -> role.org().isEmpty() || role.org().equals(who.org()))
                    .map(Role::name)
                    .forEach(known::add);
        }
        return known;
    }

    private boolean serves(String role, String purpose) {
        return role.equals(Role.SUBJECT)
                ? purpose.equals(Role.OWN_DATA)
                : purposes.getOrDefault(role, Set.of()).contains(purpose);
    }
}
