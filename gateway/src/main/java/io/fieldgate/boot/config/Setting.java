package io.fieldgate.boot.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One effective value of the configuration and where it comes from, and the types it can be read as.
/// Errors: [StartFailure] naming the key, its origin and what would be accepted.
/// @param key dotted, `data.listen`, `apps.health-declare.upstream`
/// @param origin `gateway.yaml:12:5`, `env FIELDGATE_DATA_LISTEN`, `flag --set data.listen` or `default`
public record Setting(String key, String value, String origin) {
    private static final Pattern CLAIM = Pattern.compile("[^/\\s][^\\s]*|(/([^~\\s]|~[01])+)+");
    static final String BETWEEN = ", "; // the values of a list, in the file and in a flag
    private static final String ORIGIN = "origins such as `https://visit.example` or `https://visit.example:8443`, "
            + "as a browser spells them: no path, no `*`, no usual port";

    /// The name of a claim, or a JSON pointer to it (RFC 6901).
    String claim() {
        if (!CLAIM.matcher(value).matches()) {
            throw wrong("the name of a claim, or a JSON pointer such as `/realm_access/roles`");
        }
        return value;
    }

    private static final String WEBHOOK =
            "an https:// address such as `https://alarms.example/fieldgate`, without user and fragment";
    private static final String SYSLOG =
            "an address such as `tls://syslog.example:6514`, or `tcp://127.0.0.1:601` on this host";

    StartFailure wrong(String accepted) {
        return new StartFailure("`" + key + "` (" + origin + ") must be " + accepted + ".");
    }

    private <T> T parsed(Function<String, T> grammar, String accepted) {
        try {
            return grammar.apply(value);
        } catch (DateTimeException | IllegalArgumentException unfit) {
            throw wrong(accepted);
        }
    }

    String oneOf(String... words) {
        if (!Arrays.asList(words).contains(value)) {
            throw wrong(Arrays.stream(words).map(word -> "`" + word + "`").collect(Collectors.joining(" or ")));
        }
        return value;
    }

    String suite() {
        if (!value.equals("intl")) {
            throw wrong("`intl`; `sm` is not enforced by this version");
        }
        return value;
    }

    /// From 1 to `most`.
    int number(int most) {
        boolean fits = isDigits(value, 9) && Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= most;
        if (!fits) {
            throw wrong("a whole number from 1 to " + most);
        }
        return Integer.parseInt(value);
    }

    private static boolean isDigits(String text, int longest) {
        return !text.isEmpty() && text.length() <= longest && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    Duration period() {
        Duration period = parsed(Duration::parse, "a period such as `PT10S`");
        if (period.isNegative()) {
            throw wrong("a period such as `PT10S`, not below 0");
        }
        return period;
    }

    ZoneId zone() {
        return parsed(ZoneId::of, "a zone such as `Asia/Shanghai`");
    }

    long bytes() {
        long unit = value.endsWith("MB") ? 1_048_576 : value.endsWith("KB") ? 1_024 : 0;
        String digits = value.substring(0, Math.max(0, value.length() - 2));
        if (unit == 0 || !isDigits(digits, 6)) {
            throw wrong("a size such as `64MB` or `512KB`");
        }
        return Long.parseLong(digits) * unit;
    }

    Listen listen() {
        int colon = value.lastIndexOf(':');
        String port = value.substring(colon + 1);
        if (colon <= 0 || !isDigits(port, 5) || Integer.parseInt(port) > 65_535) {
            throw wrong("an address such as `127.0.0.1:8443`");
        }
        return new Listen(value.substring(0, colon), Integer.parseInt(port));
    }

    Path path(Path base) {
        return base.resolve(value).normalize();
    }

    /// Governed apps are reached over TLS only (rule FG-OPS-02): an `http://` address is refused here, where
    /// addresses live.
    URI https() {
        URI uri = parsed(URI::create, "an address such as `https://127.0.0.1:7443`");
        if ("http".equals(uri.getScheme())) {
            throw new StartFailure("FG-OPS-02: `" + key + "` (" + origin
                    + ") is an http:// address; personal fields go to an app over https:// only.");
        }
        if (!"https".equals(uri.getScheme())
                || uri.getHost() == null
                || uri.getUserInfo() != null
                || uri.getQuery() != null) {
            throw wrong("an address such as `https://127.0.0.1:7443`, without user, query or fragment");
        }
        return uri;
    }

    /// Origins of web pages, one or several: `https://HOST`, or `http://` on loopback.
    List<URI> origins() {
        List<URI> origins = new ArrayList<>();
        for (String word : value.split(BETWEEN.strip(), -1)) {
            String origin = word.strip();
            URI uri = parsed(_ -> URI.create(origin), ORIGIN);
            boolean web = "https".equals(uri.getScheme()) || isHttpOnLoopback(uri);
            if (!web || uri.getHost() == null || !origin.equals(spelled(uri))) {
                throw wrong(ORIGIN);
            }
            origins.add(uri);
        }
        return origins;
    }

    static boolean isHttpOnLoopback(URI uri) {
        return "http".equals(uri.getScheme())
                && uri.getHost() != null
                && new Listen(uri.getHost(), uri.getPort()).isLoopback();
    }

    /// The one spelling of an origin: nothing but scheme, host in lower case and another port than the usual one.
    private static String spelled(URI uri) {
        boolean usual = uri.getPort() == -1 || uri.getPort() == (uri.getScheme().equals("https") ? 443 : 80);
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return uri.getScheme() + "://" + host + (usual ? "" : ":" + uri.getPort());
    }

    /// Where alarms are posted; a query may hold what the receiver wants to know.
    URI webhook() {
        URI uri = parsed(URI::create, WEBHOOK);
        if (!"https".equals(uri.getScheme())
                || uri.getHost() == null
                || uri.getUserInfo() != null
                || uri.getFragment() != null) {
            throw wrong(WEBHOOK);
        }
        return uri;
    }

    /// Where syslog is spoken. In the clear on this host alone; never over UDP, where nobody hears what was lost.
    URI syslog() {
        URI uri = parsed(URI::create, SYSLOG);
        boolean tls = "tls".equals(uri.getScheme());
        boolean here = "tcp".equals(uri.getScheme())
                && uri.getHost() != null
                && new Listen(uri.getHost(), uri.getPort()).isLoopback();
        boolean bare = uri.getUserInfo() == null
                && uri.getQuery() == null
                && uri.getFragment() == null
                && String.valueOf(uri.getPath()).isEmpty();
        if ((!tls && !here) || uri.getHost() == null || uri.getPort() <= 0 || !bare) {
            throw wrong(SYSLOG);
        }
        return uri;
    }

    /// An https address, or a file.
    URI keySet(Path base) {
        if (value.startsWith("http://")) {
            throw wrong("a file or an https:// address; whoever sits on an http:// one decides who is known");
        }
        return value.startsWith("https:") ? https() : path(base).toUri();
    }
}
