package io.fieldgate.boot;

import io.fieldgate.policy.Role;
import java.util.List;
import java.util.Map;

/// The roles of the admin plane itself. They need no organisation and see no field of anybody.
public final class AdminRoles {
    static final String OPERATOR = "operator";
    static final String AUDITOR = "auditor";
    static final String PURPOSE = "operations"; // by which one of several roles of a token is told to be these
    static final List<Role> ALL =
            List.of(new Role(OPERATOR, "", OPERATOR, Map.of()), new Role(AUDITOR, "", AUDITOR, Map.of()));

    private AdminRoles() {}

    public static boolean isOne(String role) {
        return role.equals(OPERATOR) || role.equals(AUDITOR);
    }
}
