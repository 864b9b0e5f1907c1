package io.fieldgate.enforce;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Random;
import javax.imageio.ImageIO;

/// Synthetic pictures and persons.
final class Pictures {

    private Pictures() {}

    static byte[] jpeg() {
        BufferedImage image = new BufferedImage(48, 64, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int x = 0; x < 48; x++) {
            for (int y = 0; y < 64; y++) {
                image.setRGB(x, y, random.nextInt(0x1000000));
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.setUseCache(false);
            ImageIO.write(image, "jpeg", bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    static String base64Jpeg() {
        return Base64.getEncoder().encodeToString(jpeg());
    }

    /// Adds the check character to seventeen digits. Source: GB 11643.
    static String idOf(String body) {
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            sum = (sum + body.charAt(i) - '0') * 2 % 11;
        }
        int check = (12 - sum) % 11;
        return body + (check == 10 ? "X" : String.valueOf(check));
    }
}
