package io.fieldgate.proxy.http;

import io.vertx.core.MultiMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The head of a request as the HTTP engine read it, before anything of it is believed. Prints nothing: targets
/// and headers are outside text.
/// @param target the request target, undecoded
/// @param authority `Host` or `:authority`, without port, lower case; empty where none came
/// @param own the origin a browser gives a page of this very address; empty where no host came
public record RequestHead(
        String method, String target, Version version, String authority, String own, MultiMap headers) {

    public enum Version {
        HTTP_1_0,
        HTTP_1_1,
        HTTP_2
    }

    /// The header's one value. Call after [Framing] has refused what came twice.
    @Nullable
    public String header(String name) {
        return headers.get(name);
    }

    List<String> all(String name) {
        return headers.getAll(name);
    }

    public boolean isHttp1() {
        return version != Version.HTTP_2;
    }

    @Override
    public String toString() {
        return "RawHead[redacted]";
    }
}
