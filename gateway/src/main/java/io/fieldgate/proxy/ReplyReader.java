package io.fieldgate.proxy;

import io.fieldgate.document.BodyFormat;
import io.fieldgate.document.BodyFormats;
import io.fieldgate.document.Document;
import io.fieldgate.document.Limits;
import io.fieldgate.document.ReadResult;
import io.fieldgate.policy.AppPolicy;
import io.fieldgate.policy.Route;
import io.fieldgate.proxy.http.Problem;
import io.fieldgate.proxy.http.UpstreamResult;
import java.util.Optional;

/// Reads a backend's answer by the route's answer shape: declared places become cells, everything else is noted
/// and left.
final class ReplyReader {

    private final int maxBytes;

    ReplyReader(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /// @param records how many of a list are read, 1 to 1,000
    Step<Document> read(AppPolicy app, Route route, UpstreamResult.Reply reply, BodyFormat format, int records) {
        Optional<BodyFormat> sent = BodyFormats.forContentType(reply.contentType());
        if (reply.coded() || sent.isEmpty() || !sent.get().equals(format)) {
            return refused("content-type");
        }
        Limits limits = Limits.DEFAULT.withBytes(maxBytes).withRecords(records);
        ReadResult readResult = format.read(
                reply.body(), reply.contentType(), route.answer().shape(), limits, app.entries()::isKnownName);
        return switch (readResult) {
            case ReadResult.Read(Document document) -> Step.go(document);
            case ReadResult.Malformed malformed -> refused(malformed.reason());
        };
    }

    private static Step<Document> refused(String rule) {
        return Step.refused(Problem.BACKEND_UNREADABLE, rule);
    }
}
