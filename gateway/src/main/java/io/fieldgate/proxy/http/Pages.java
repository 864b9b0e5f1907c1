package io.fieldgate.proxy.http;

import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// From which pages a browser may call an app: the app's own, and those of the origins under `pages-at`. A page
/// elsewhere changes nothing through somebody's browser and reads no answer. Who is no browser says neither `Origin`
/// nor `Sec-Fetch-Site`, and is not judged here.
/// Source: Fetch Standard (HTTP-network fetch, CORS protocol), RFC 6454 §7, Fetch Metadata §2.
/// @param origins as browsers spell them: lower case, without the scheme's own port
public record Pages(Set<String> origins) {

    public static final Pages OWN_ONLY = new Pages(Set.of());

    private static final String ORIGIN = "origin";
    private static final String SITE = "sec-fetch-site";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final String PREFLIGHT = "access-control-request-method";
    private static final String PREFLIGHT_SECONDS = "600";

    /// What a script may read of an answer beside the headers every script may.
    private static final String EXPOSED =
            "Fieldgate-Trace, Fieldgate-Decision, Retry-After, Allow, WWW-Authenticate, Content-Language";

    public Pages {
        origins = Set.copyOf(origins);
    }

    /// @param origins absolute, with scheme and host and nothing behind them
    public static Pages at(Collection<URI> origins) {
        return new Pages(origins.stream()
                .map(page -> origin(page.getScheme(), page.getHost(), page.getPort()))
                .collect(Collectors.toSet()));
    }

    /// The origin whose pages are the app's own; empty text where the head says no host.
    static String own(String scheme, @Nullable HostAndPort authority) {
        return authority == null || authority.host() == null || authority.host().isEmpty()
                ? ""
                : origin(scheme, authority.host(), authority.port());
    }

    private static String origin(String scheme, String host, int port) {
        String name = host.indexOf(':') >= 0 && host.charAt(0) != '[' ? "[" + host + "]" : host;
        boolean usual = port < 0 || port == (scheme.equals("https") ? 443 : 80);
        return (scheme + "://" + name + (usual ? "" : ":" + port)).toLowerCase(Locale.ROOT);
    }

    /// The rule by which a request that changes something is refused, by its head alone.
    public Optional<String> fault(RequestHead head) {
        String origin = head.header(ORIGIN);
        String site = head.header(SITE);
        boolean browsers = origin != null || site != null;
        if (SAFE.contains(head.method()) || !browsers || "same-origin".equals(site)) {
            return Optional.empty();
        }
        if (origin == null) { // every browser of today names it with such a method
            return Optional.of(SITE);
        }
        boolean known = !origin.isEmpty() && (origin.equals(head.own()) || origins.contains(origin));
        return known ? Optional.empty() : Optional.of(ORIGIN);
    }

    /// Who may read an answer to this head; on every answer, refusals too. Never `*`, and never with credentials the
    /// browser itself adds: a token is named by the page.
    List<Answer.Header> readers(RequestHead head) {
        if (origins.isEmpty()) {
            return List.of();
        }
        List<Answer.Header> headers = new ArrayList<>(3);
        headers.add(new Answer.Header("Vary", "Origin"));
        if (isFromThem(head)) {
            headers.add(new Answer.Header("Access-Control-Allow-Origin", String.valueOf(head.header(ORIGIN))));
            headers.add(new Answer.Header("Access-Control-Expose-Headers", EXPOSED));
        }
        return headers;
    }

    /// The answer to OPTIONS, which also says what a page may send where the browser asks for one of these origins.
    /// @param allow the path's methods @param sent the headers that have an effect there
    public Answer options(RequestHead head, List<String> allow, List<String> sent) {
        Answer answer = Answer.options(allow);
        if (head.header(PREFLIGHT) == null || !isFromThem(head)) {
            return answer;
        }
        String methods =
                allow.stream().filter(method -> !method.equals("OPTIONS")).collect(Collectors.joining(", "));
        return answer.with("Access-Control-Allow-Methods", methods)
                .with("Access-Control-Allow-Headers", String.join(", ", sent))
                .with("Access-Control-Max-Age", PREFLIGHT_SECONDS);
    }

    private boolean isFromThem(RequestHead head) {
        String origin = head.header(ORIGIN);
        return origin != null && head.all(ORIGIN).size() == 1 && origins.contains(origin);
    }
}
