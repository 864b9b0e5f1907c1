package io.fieldgate.proxy;

import io.fieldgate.document.BodyFormat;
import io.fieldgate.document.BodyFormats;
import io.fieldgate.document.Document;
import io.fieldgate.document.FieldPath;
import io.fieldgate.document.Limits;
import io.fieldgate.document.PathReader;
import io.fieldgate.document.QueryReader;
import io.fieldgate.document.ReadResult;
import io.fieldgate.document.Shape;
import io.fieldgate.enforce.Fault;
import io.fieldgate.policy.Route;
import io.fieldgate.proxy.http.Problem;
import io.fieldgate.proxy.http.Refusal;
import io.fieldgate.proxy.http.RequestHead;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Reads body, query and path variables of one request into one document of declared cells.
final class RequestReader {
    private static final int NAME_CHARS = 8_192; // 8 KiB: no path variable is longer than a target

    private static final Shape NO_PLACES = Shape.root().build();

    private final IdentityHashMap<Route, Shape> paths = new IdentityHashMap<>(); // filled here, then only read

    RequestReader(MountTable mountTable) {
        for (MountedApp site : mountTable.open()) {
            site.policy().routes().forEach(route -> paths.put(route, path(route)));
        }
    }

    /// Whether the request's media type is the one the route declares. Asked before the body is read.
    static Step<Route> media(Route route, RequestHead head, boolean hasBody) {
        String coding = head.header("content-encoding");
        if (coding != null && !coding.equalsIgnoreCase("identity")) {
            return Step.refused(Problem.MEDIA_TYPE, "content-encoding");
        }
        String type = head.header("content-type");
        if (!takesBody(route)) {
            boolean sends = head.isHttp1() && hasBody; // over HTTP/2 only the body itself tells
            return sends ? Step.refused(Problem.MEDIA_TYPE, "no-body-here") : Step.go(route);
        }
        boolean fits = type != null
                && format(route).isPresent()
                && BodyFormats.forContentType(type).equals(format(route));
        return fits ? Step.go(route) : Step.refused(Problem.MEDIA_TYPE, "content-type");
    }

    static boolean takesBody(Route route) {
        return route.kind().collects() && route.body().isPresent();
    }

    static Optional<BodyFormat> format(Route route) {
        return route.body().flatMap(BodyFormats::named);
    }

    Step<Document> read(RouteMatch.Routed routed, RequestHead head, byte[] body, int maxBytes) {
        Route route = routed.route();
        Predicate<String> nameable = routed.site().policy().entries()::isKnownName;
        Limits limits = Limits.DEFAULT.withBytes(maxBytes);
        Document document = Document.EMPTY;
        if (takesBody(route)) {
            String type = head.header("content-type");
            ReadResult readResult = format(route)
                    .orElseThrow()
                    .read(body, type == null ? "" : type, route.request().body(), limits, nameable);
            if (!(readResult instanceof ReadResult.Read(Document read))) {
                return refused(readResult);
            }
            document = read;
        } else if (body.length > 0) {
            return Step.refused(Problem.MEDIA_TYPE, "no-body-here");
        }
        ReadResult query = QueryReader.read(routed.query(), route.request().query(), limits, nameable);
        if (!(query instanceof ReadResult.Read(Document asked))) {
            return refused(query);
        }
        ReadResult path = PathReader.read(routed.variables(), paths.getOrDefault(route, NO_PLACES), limits);
        if (!(path instanceof ReadResult.Read(Document named))) {
            return refused(path);
        }
        return Step.go(document.plus(asked).plus(named));
    }

    private static Shape path(Route route) {
        Shape.Builder shape = Shape.root();
        route.request().path().forEach((name, slot) -> shape.slot(slot, variable(name), Shape.Kind.SCALAR, NAME_CHARS));
        return shape.build();
    }

    static FieldPath variable(String name) {
        return new FieldPath(FieldPath.Origin.PATH, List.of(name));
    }

    private static Step<Document> refused(ReadResult readResult) {
        return switch (readResult) {
            case ReadResult.Read _ -> throw new IllegalStateException("A reading that succeeded is no refusal.");
            case ReadResult.Malformed(String reason, String at, long offset) -> {
                String place = offset < 0 ? at : at.isEmpty() ? "byte " + offset : at + " byte " + offset;
                yield Step.refused(Refusal.at(problem(reason), List.of(new Fault(place, reason, 0))));
            }
        };
    }

    private static Problem problem(String reason) {
        return switch (reason) {
            case "too-large" -> Problem.TOO_LARGE;
            case "list-for-one" -> Problem.BULK_PERSONAL_DATA;
            default -> Problem.MALFORMED;
        };
    }
}
