package io.fieldgate.document;

import java.util.List;
import java.util.function.Predicate;

/// `multipart/form-data`: at most one JSON part, addressed by pointers, and whole parts, addressed by `part:`.
public final class MultipartFormat implements BodyFormat {

    private final BodyFormat json;

    MultipartFormat(BodyFormat json) {
        this.json = json;
    }

    @Override
    public String name() {
        return "multipart";
    }

    @Override
    public boolean accepts(String mediaType) {
        return mediaType.equals("multipart/form-data");
    }

    @Override
    public Reading read(byte[] body, String contentType, Shape shape, Limits limits, Predicate<String> nameable) {
        return json.read(body, contentType, shape, limits, nameable);
    }

    @Override
    public Written write(List<Cell> cells, int records, Shape shape) {
        return json.write(cells, records, shape);
    }
}
