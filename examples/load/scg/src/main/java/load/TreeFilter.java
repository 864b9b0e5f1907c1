package load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// The job over Jackson's tree model: what most people would write in a body filter.
final class TreeFilter implements JobFilter {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> DROP =
            List.of("deviceFingerprint", "gps", "wifiSsid", "installedApps", "adId", "referrer");

    private final Crypto crypto = new Crypto();

    @Override
    public byte[] filter(byte[] body) {
        try {
            ObjectNode document = (ObjectNode) MAPPER.readTree(body);
            document.remove(DROP);
            document.put("mobile", Crypto.mask(document.get("mobile").textValue()));
            document.put(
                    "residentId", crypto.keyedHash(document.get("residentId").textValue()));
            encrypt(document, "name");
            encrypt(document, "birthDate");
            encrypt((ObjectNode) document.get("address"), "detail");
            encrypt((ObjectNode) document.get("emergencyContact"), "mobile");
            return MAPPER.writeValueAsBytes(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void encrypt(ObjectNode node, String field) {
        node.put(field, crypto.encrypt(node.get(field).textValue()));
    }
}
