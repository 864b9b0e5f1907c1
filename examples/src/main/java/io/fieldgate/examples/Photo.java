package io.fieldgate.examples;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;

/// Draws a face nobody has: a synthetic JPEG, different for each seed.
public final class Photo {
    private Photo() {}

    public static byte[] jpeg(long seed) throws IOException {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(240, 320, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(new Color(200 + random.nextInt(50), 200 + random.nextInt(50), 200 + random.nextInt(50)));
        pen.fillRect(0, 0, 240, 320);
        pen.setColor(new Color(224, 172 + random.nextInt(40), 105 + random.nextInt(60)));
        pen.fillOval(50, 60, 140, 190);
        pen.setColor(Color.BLACK);
        pen.fillOval(85 + random.nextInt(6), 130, 14, 10);
        pen.fillOval(140 + random.nextInt(6), 130, 14, 10);
        pen.drawArc(90, 180, 60, 30 + random.nextInt(10), 180, 180);
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        return out.toByteArray();
    }

    /// A stretch of the drawn part, which no picture of another seed has; the first bytes are the same in all.
    static byte[] unique(byte[] jpeg) {
        int from = jpeg.length * 6 / 10;
        return Arrays.copyOfRange(jpeg, from, from + 48);
    }
}
