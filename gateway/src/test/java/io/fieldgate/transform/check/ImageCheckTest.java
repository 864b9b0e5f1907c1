package io.fieldgate.transform.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.document.Value;
import io.fieldgate.transform.BadOption;
import io.fieldgate.transform.Outcome;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageCheckTest {

    private static final LocalDate TODAY = LocalDate.of(2020, 2, 20);
    private static final String SECRET = "SHOT-AT-22.5431N-114.0579E";

    private static byte[] picture(String format, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                image.setRGB(x, y, (x < width / 2 ? Color.RED : Color.BLUE).getRGB());
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.setUseCache(false);
            ImageIO.write(image, format, bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private static Outcome check(String line, Value value) {
        List<String> words = List.of(line.split(" ", -1));
        try {
            return ImageCheck.KIND.bind(words.subList(1, words.size())).apply(value, TODAY);
        } catch (BadOption e) {
            throw new AssertionError(e);
        }
    }

    private static Value.Blob fit(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Fit.class);
        return (Value.Blob) ((Outcome.Fit) outcome).value();
    }

    private static BufferedImage decoded(Value.Blob blob) {
        try {
            return ImageIO.read(new ByteArrayInputStream(blob.bytes()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// An EXIF segment with an orientation mark and something private behind it.
    private static byte[] withExif(byte[] jpeg, int orientation, boolean little) {
        ByteBuffer tiff = ByteBuffer.allocate(8 + 2 + 12 + 4 + SECRET.length());
        tiff.order(little ? java.nio.ByteOrder.LITTLE_ENDIAN : java.nio.ByteOrder.BIG_ENDIAN);
        tiff.put((little ? "II" : "MM").getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42)
                .putInt(8);
        tiff.putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0);
        tiff.put(SECRET.getBytes(StandardCharsets.US_ASCII));
        byte[] exif = tiff.array();
        ByteBuffer out = ByteBuffer.allocate(jpeg.length + 10 + exif.length);
        out.put(jpeg, 0, 2)
                .put((byte) 0xFF)
                .put((byte) 0xE1)
                .putShort((short) (8 + exif.length))
                .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
                .put(exif);
        return out.put(jpeg, 2, jpeg.length - 2).array();
    }

    private static byte[] chunk(String type, byte[] data) {
        CRC32 crc = new CRC32();
        crc.update(type.getBytes(StandardCharsets.US_ASCII));
        crc.update(data);
        return ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(data)
                .putInt((int) crc.getValue())
                .array();
    }

    private static String ascii(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void check_keepsPixelsAndNothingElse() {
        byte[] jpeg = withExif(picture("jpeg", 40, 20), 1, true);
        assertThat(ascii(jpeg)).contains(SECRET);
        Value.Blob clean = fit(check("image 512KB", new Value.Blob(jpeg, "image/png")));
        assertThat(clean.mediaType()).isEqualTo("image/jpeg");
        assertThat(ascii(clean.bytes())).doesNotContain(SECRET, "Exif");
        assertThat(decoded(clean).getWidth()).isEqualTo(40);
    }

    @Test
    void check_dropsTextChunksOfPng() {
        byte[] png = picture("png", 16, 16);
        byte[] text = chunk("tEXt", ("Comment\0" + SECRET).getBytes(StandardCharsets.US_ASCII));
        byte[] marked = ByteBuffer.allocate(png.length + text.length + SECRET.length())
                .put(png, 0, 33)
                .put(text)
                .put(png, 33, png.length - 33)
                .put(SECRET.getBytes(StandardCharsets.US_ASCII))
                .array();
        Value.Blob clean = fit(check("image 512KB", new Value.Blob(marked, "image/png")));
        assertThat(clean.mediaType()).isEqualTo("image/png");
        assertThat(ascii(clean.bytes())).doesNotContain(SECRET, "tEXt");
    }

    /// The left half is red: after the turn the mark asks for, red lies where the eye saw it.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void check_turnsThePictureTheWayItsMarkSays(boolean little) {
        byte[] jpeg = picture("jpeg", 64, 32);
        BufferedImage down =
                decoded(fit(check("image 512KB", new Value.Blob(withExif(jpeg, 3, little), "image/jpeg"))));
        assertThat(isRed(down, 60, 16)).isTrue();
        assertThat(isRed(down, 4, 16)).isFalse();
        BufferedImage turned =
                decoded(fit(check("image 512KB", new Value.Blob(withExif(jpeg, 6, little), "image/jpeg"))));
        assertThat(turned.getWidth()).isEqualTo(32);
        assertThat(isRed(turned, 16, 4)).isTrue();
        assertThat(isRed(turned, 16, 60)).isFalse();
        BufferedImage mirrored =
                decoded(fit(check("image 512KB", new Value.Blob(withExif(jpeg, 2, little), "image/jpeg"))));
        assertThat(isRed(mirrored, 60, 16)).isTrue();
    }

    private static boolean isRed(BufferedImage image, int x, int y) {
        Color color = new Color(image.getRGB(x, y));
        return color.getRed() > 150 && color.getBlue() < 100;
    }

    @Test
    void check_readsBase64() {
        byte[] jpeg = picture("jpeg", 8, 8);
        Value.Blob first =
                fit(check("image 512KB", new Value.Text(Base64.getEncoder().encodeToString(jpeg))));
        assertThat(first.bytes())
                .isEqualTo(fit(check("image 512KB", new Value.Blob(jpeg, "image/jpeg")))
                        .bytes());
        assertThat(check("image 512KB", new Value.Text("not base64!"))).isEqualTo(new Outcome.Unfit("base64"));
        assertThat(check("image 100", new Value.Text("A".repeat(1_000)))).isEqualTo(new Outcome.Unfit("image-size"));
    }

    @Test
    void check_refusesWhatIsNoPicture() {
        byte[] jpeg = picture("jpeg", 64, 64);
        assertThat(check("image 512KB", new Value.Blob("GIF89a".getBytes(StandardCharsets.US_ASCII), "image/gif")))
                .isEqualTo(new Outcome.Unfit("image-kind"));
        assertThat(check("image 512KB", new Value.Blob(new byte[0], "image/jpeg")))
                .isEqualTo(new Outcome.Unfit("image-kind"));
        assertThat(check("image 100", new Value.Blob(jpeg, "image/jpeg"))).isEqualTo(new Outcome.Unfit("image-size"));
        assertThat(check("image 512KB", new Value.Blob(Arrays.copyOf(jpeg, 20), "image/jpeg")))
                .isEqualTo(new Outcome.Unfit("image-decodes"));
        byte[] header = ByteBuffer.allocate(13)
                .putInt(60_000)
                .putInt(60_000)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        byte[] png = picture("png", 4, 4);
        byte[] bomb = ByteBuffer.allocate(8 + 25 + png.length - 33)
                .put(png, 0, 8)
                .put(chunk("IHDR", header))
                .put(png, 33, png.length - 33)
                .array();
        assertThat(check("image 512KB", new Value.Blob(bomb, "image/png")))
                .isEqualTo(new Outcome.Unfit("image-pixels"));
    }

    @Test
    void check_neverThrowsOnDamage() {
        byte[] jpeg = withExif(picture("jpeg", 32, 32), 6, false);
        byte[] png = picture("png", 32, 32);
        Random random = new Random(9);
        for (int i = 0; i < 400; i++) {
            byte[] damaged = (i % 2 == 0 ? jpeg : png).clone();
            for (int n = 0; n < 1 + random.nextInt(4); n++) {
                damaged[8 + random.nextInt(damaged.length - 8)] = (byte) random.nextInt(256);
            }
            if (check("image 512KB", new Value.Blob(damaged, "image/jpeg")) instanceof Outcome.Unfit(String rule)) {
                assertThat(ImageCheck.KIND.rules()).contains(rule);
            }
        }
    }
}
