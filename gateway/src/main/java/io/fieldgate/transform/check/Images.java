package io.fieldgate.transform.check;

import io.fieldgate.document.Value;
import io.fieldgate.transform.Outcome;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/// Decodes a picture and encodes its pixels anew, all in memory: streams that cache in memory are named here,
/// for the default ones write to a temporary file.
/// A JPEG is turned the way its orientation mark says before the mark is lost. Cost: a few tens of milliseconds
/// for one megapixel.
public final class Images {

    static final int MAX_PIXELS = 12_000_000; // 36 MB once decoded
    private static final int MAX_SIDE = 20_000;
    private static final float[] QUALITIES = {0.9f, 0.75f, 0.5f};

    private Images() {}

    /// JPEG or PNG by its magic; null for anything else.
    static @Nullable String format(byte[] bytes) {
        if (bytes.length > 3 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xD8 && (bytes[2] & 0xFF) == 0xFF) {
            return "jpeg";
        }
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
        if (bytes.length < png.length) {
            return null;
        }
        for (int i = 0; i < png.length; i++) {
            if (bytes[i] != png[i]) {
                return null;
            }
        }
        return "png";
    }

    public static String mediaType(byte[] bytes) {
        String format = format(bytes);
        return format == null ? "application/octet-stream" : "image/" + format;
    }

    static Outcome encodedAnew(byte[] bytes, int maxBytes) {
        String format = format(bytes);
        if (format == null) {
            return TextCheck.unfit(ImageCheck.KIND_RULE);
        }
        try {
            return decode(bytes, format, maxBytes);
        } catch (IOException | RuntimeException undecodable) {
            return TextCheck.unfit(
                    ImageCheck.DECODES); // the platform's decoders throw anything on hostile bytes; the picture is
            // refused
        }
    }

    private static Outcome decode(byte[] bytes, String format, int maxBytes) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        ImageReader reader = readers.next();
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(in, true, true);
            long width = reader.getWidth(0);
            long height = reader.getHeight(0);
            if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS) {
                return TextCheck.unfit(ImageCheck.PIXELS);
            }
            BufferedImage image = reader.read(0);
            return format.equals("jpeg") ? jpeg(upright(image, Orientation.of(bytes)), maxBytes) : png(image, maxBytes);
        } finally {
            reader.dispose();
        }
    }

    private static Outcome jpeg(BufferedImage image, int maxBytes) throws IOException {
        for (float quality : QUALITIES) {
            byte[] encoded = encode(image, "jpeg", quality);
            if (encoded.length <= maxBytes) {
                return fit(encoded, "image/jpeg");
            }
        }
        return TextCheck.unfit(ImageCheck.SIZE);
    }

    private static Outcome png(BufferedImage image, int maxBytes) throws IOException {
        byte[] encoded = encode(image, "png", 0);
        return encoded.length <= maxBytes ? fit(encoded, "image/png") : TextCheck.unfit(ImageCheck.SIZE);
    }

    private static Outcome fit(byte[] bytes, String mediaType) {
        return new Outcome.Fit(new Value.Blob(bytes, mediaType));
    }

    private static byte[] encode(BufferedImage image, String format, float quality) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1_024);
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (format.equals("jpeg")) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(quality);
            }
            writer.write(null, new IIOImage(image, null, null), param); // no metadata object: only pixels are written
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static BufferedImage upright(BufferedImage image, Orientation orientation) {
        if (orientation == Orientation.UPRIGHT) {
            return image;
        }
        int width = image.getWidth();
        int height = image.getHeight();
        int type = image.getType() == BufferedImage.TYPE_CUSTOM ? BufferedImage.TYPE_INT_RGB : image.getType();
        BufferedImage turned = orientation.isSideways()
                ? new BufferedImage(height, width, type)
                : new BufferedImage(width, height, type);
        Graphics2D graphics = turned.createGraphics();
        graphics.drawImage(image, orientation.matrix(width, height), null);
        graphics.dispose();
        return turned;
    }
}
