package load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The job over Jackson's tokens: events of the parser copied to a generator.
final class StreamFilter implements JobFilter {

    private final JsonFactory factory = new JsonFactory();
    private final Crypto crypto = new Crypto();

    @Override
    public byte[] filter(byte[] body) {
        var out = new ByteArrayOutputStream(2048);
        try (JsonParser in = factory.createParser(body);
                JsonGenerator to = factory.createGenerator(out)) {
            in.nextToken();
            to.writeStartObject();
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String field = in.currentName();
                in.nextToken();
                Job job = Job.top(field);
                if (job == Job.DROP) {
                    in.skipChildren();
                    continue;
                }
                to.writeFieldName(field);
                if (job == Job.OBJECT) {
                    to.writeStartObject();
                    while (in.nextToken() != JsonToken.END_OBJECT) {
                        String inner = in.currentName();
                        in.nextToken();
                        to.writeFieldName(inner);
                        apply(Job.nested(field, inner), in, to);
                    }
                    to.writeEndObject();
                } else {
                    apply(job, in, to);
                }
            }
            to.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private void apply(Job job, JsonParser in, JsonGenerator to) throws IOException {
        switch (job) {
            case MASK -> to.writeString(Crypto.mask(in.getText()));
            case HASH -> to.writeString(crypto.keyedHash(in.getText()));
            case ENCRYPT -> to.writeString(crypto.encrypt(in.getText()));
            default -> to.copyCurrentStructure(in);
        }
    }
}
