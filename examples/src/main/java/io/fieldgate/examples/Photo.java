package io.fieldgate.examples;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/// Draws a face nobody has: a synthetic JPEG, different for each seed.
public final class Photo {
    private static final int STRETCH = 48;
    private static final int START_OF_SCAN = 0xda; // ITU-T T.81, table B.1
    private static final int SCAN_HEAD = 14; // marker and head of a scan with three components

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

    /// The same picture as the gateway passes it on: it encodes every picture anew, so that nothing but pixels
    /// goes through, and then no stretch of what was sent is left.
    static byte[] anew(byte[] jpeg) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam quality = writer.getDefaultWriteParam();
            quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            quality.setCompressionQuality(0.9f);
            writer.write(null, new IIOImage(ImageIO.read(new ByteArrayInputStream(jpeg)), null, null), quality);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /// A stretch no picture of another seed has: of the drawn part, whose even areas are the same bytes again and
    /// again, the stretch with the most different ones.
    static byte[] unique(byte[] jpeg) {
        int best = 0;
        int most = 0;
        for (int from = scan(jpeg); from + STRETCH <= jpeg.length; from++) {
            BitSet values = new BitSet();
            for (int i = from; i < from + STRETCH; i++) {
                values.set(jpeg[i] & 0xff);
            }
            if (values.cardinality() > most) {
                most = values.cardinality();
                best = from;
            }
        }
        return Arrays.copyOfRange(jpeg, best, best + STRETCH);
    }

    /// Where the tables end that all pictures share and the pixels begin.
    private static int scan(byte[] jpeg) {
        int at = 0;
        while ((jpeg[at] & 0xff) != 0xff || (jpeg[at + 1] & 0xff) != START_OF_SCAN) {
            at++;
        }
        return at + SCAN_HEAD;
    }
}
