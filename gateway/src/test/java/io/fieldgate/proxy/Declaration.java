package io.fieldgate.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/// A synthetic health declaration as a form: the JSON part and the photo.
final class Declaration {
    static final String PLAIN = """
            {"person":{"name":"李四","idNo":"11010519491231002X","mobile":"13800138000","address":"北京市朝阳区建国路88号3单元502室"},\
            "health":{"temperature":36.6},"trips":[{"city":"4201"}]}""";
    private static final String BOUNDARY = "frontier-7d1";

    private Declaration() {}

    /// The whole request, head and body.
    static byte[] request(String caller, String json) {
        byte[] body = body(json);
        String head = "POST /health-declare/api/declarations HTTP/1.1\r\nHost: gate\r\n" + ProxyRig.bearer(caller)
                + "Content-Type: multipart/form-data; boundary=" + BOUNDARY + "\r\nContent-Length: " + body.length
                + "\r\n\r\n";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.getBytes(UTF_8));
        out.writeBytes(body);
        return out.toByteArray();
    }

    static byte[] body(String json) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"declaration\"\r\n"
                        + "Content-Type: application/json\r\n\r\n" + json + "\r\n")
                .getBytes(UTF_8));
        out.writeBytes(
                ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"li-si.jpg\"\r\n"
                                + "Content-Type: image/jpeg\r\n\r\n")
                        .getBytes(UTF_8));
        out.writeBytes(photo());
        out.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
        return out.toByteArray();
    }

    static byte[] photo() {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        image.setRGB(3, 3, 0xCC8866);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpg", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
