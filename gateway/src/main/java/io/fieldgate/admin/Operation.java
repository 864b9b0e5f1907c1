package io.fieldgate.admin;

import java.util.List;
import java.util.function.Function;

/// One operation of the admin plane. `openapi.yaml` describes each, and a test compares both.
/// @param path exact, or ending in `/*` where the rest of the path is an argument
/// @param takes members of the body; all else is refused
record Operation(
        String method, String path, Access access, List<Parameter> takes, Function<AdminRequest, AdminAnswer> work) {

    /// Who may call.
    enum Access {
        ANYONE,
        /// Any member of staff whom an identity provider names.
        STAFF,
        OPERATOR,
        AUDITOR
    }

    Operation {
        takes = List.copyOf(takes);
    }

    /// Without a body.
    static Operation plain(String method, String path, Access access, Function<AdminRequest, AdminAnswer> work) {
        return new Operation(method, path, access, List.of(), work);
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
