package io.fieldgate.proxy;

import io.fieldgate.document.BodyFormat;
import io.fieldgate.document.Cell;
import io.fieldgate.document.FieldPath;
import io.fieldgate.document.QueryWriter;
import io.fieldgate.document.Value;
import io.fieldgate.policy.Route;
import io.fieldgate.proxy.http.UpstreamRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Builds the request to the app out of judged cells: method and path from the route's template, query and body
/// from cells.
final class RequestWriter {

    private RequestWriter() {}

    static UpstreamRequest write(Route route, List<Cell> cells, String eventId, String trace) {
        String query = QueryWriter.write(cells);
        String path = path(route, name -> variable(route, cells, name));
        String target = query.isEmpty() ? path : path + "?" + query;
        if (!RequestReader.takesBody(route)) {
            return UpstreamRequest.without(route.target().method(), target, eventId, trace);
        }
        List<Cell> inBody = new ArrayList<>(cells.size());
        for (Cell cell : cells) {
            if (isInBody(cell.place().origin())) {
                inBody.add(cell);
            }
        }
        BodyFormat.Written written = RequestReader.format(route)
                .orElseThrow()
                .write(inBody, 1, route.request().body());
        return new UpstreamRequest(
                route.target().method(), target, written.contentType(), written.bytes(), eventId, trace);
    }

    /// The path of the route with its variables filled in, encoded.
    static String path(Route route, Function<String, Value> variables) {
        StringBuilder path = new StringBuilder();
        for (String segment : route.target().segments()) {
            path.append('/');
            path.append(
                    Router.isVariable(segment)
                            ? QueryWriter.segment(variables.apply(segment.substring(1, segment.length() - 1)))
                            : segment);
        }
        return path.isEmpty() ? "/" : path.toString();
    }

    private static Value variable(Route route, List<Cell> cells, String name) {
        Map<String, Integer> slots = route.request().path();
        for (Cell cell : cells) {
            boolean here = cell.place().origin() == FieldPath.Origin.PATH
                    && (cell.place().steps().getFirst().equals(name)
                            || Integer.valueOf(cell.slot()).equals(slots.get(name)));
            if (here) {
                return cell.value();
            }
        }
        throw new IllegalStateException("A path variable of `" + route.template() + "` has no value.");
    }

    private static boolean isInBody(FieldPath.Origin origin) {
        return switch (origin) {
            case RECORD, TOP, PART -> true;
            case QUERY, PATH, HEADER, COOKIE -> false;
        };
    }
}
