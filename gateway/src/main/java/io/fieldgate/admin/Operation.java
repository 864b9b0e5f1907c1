package io.fieldgate.admin;

import java.util.function.Function;

/// One operation of the admin plane.
/// @param path exact, or ending in `/*` where the rest of the path is an argument
record Operation(String method, String path, Access access, Function<AdminRequest, AdminAnswer> work) {

    /// Who may call.
    enum Access {
        ANYONE,
        OPERATOR,
        AUDITOR
    }

    boolean matches(String asked) {
        return path.endsWith("/*")
                ? asked.startsWith(path.substring(0, path.length() - 1)) && asked.length() >= path.length()
                : asked.equals(path);
    }

    String tail(String asked) {
        return path.endsWith("/*") ? asked.substring(path.length() - 1) : "";
    }
}
