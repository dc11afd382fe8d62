package org.demarche.submission.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScanTest {
    private static BufferedImage read(Scan scan) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(scan.content()));
    }

    private static boolean isRed(BufferedImage picture, int x, int y) {
        int rgb = picture.getRGB(x, y);
        return (rgb >> 16 & 0xff) > 150 && (rgb & 0xff) < 100;
    }

    @Test
    void losesWhatACameraTellsOfWhereItWas() throws Exception {
        byte[] camera = Pictures.jpegOfACamera(1);
        assertThat(new String(camera, StandardCharsets.ISO_8859_1)).contains(Pictures.PLACE, "Exif");

        Scan scan = Scan.of(camera);

        assertThat(new String(scan.content(), StandardCharsets.ISO_8859_1)).doesNotContain(Pictures.PLACE, "Exif");
        assertThat(scan.mediaType()).isEqualTo("image/jpeg");
        assertThat(isRed(read(scan), 3, 10)).isTrue();
    }

    /** Where the red half is: the corner that was at the left of the picture as it was stored. */
    @ParameterizedTest
    @CsvSource({
        "1, 40, 20, 3, 10",
        "2, 40, 20, 36, 10",
        "3, 40, 20, 36, 10",
        "4, 40, 20, 3, 10",
        "5, 20, 40, 10, 3",
        "6, 20, 40, 10, 3",
        "7, 20, 40, 10, 36",
        "8, 20, 40, 10, 36"
    })
    void standsAsTheCameraStood(int orientation, int width, int height, int x, int y) throws Exception {
        BufferedImage picture = read(Scan.of(Pictures.jpegOfACamera(orientation)));

        assertThat(picture.getWidth()).isEqualTo(width);
        assertThat(picture.getHeight()).isEqualTo(height);
        assertThat(isRed(picture, x, y)).isTrue();
        assertThat(isRed(picture, width - 1 - x, height - 1 - y)).isFalse();
    }

    @Test
    void takesPngAndPdf() throws Exception {
        assertThat(Scan.of(Pictures.drawn("png")).mediaType()).isEqualTo("image/png");
        byte[] pdf = "%PDF-1.7 and so on".getBytes(StandardCharsets.US_ASCII);
        assertThat(Scan.of(pdf).mediaType()).isEqualTo("application/pdf");
        assertThat(Scan.of(pdf).content()).isEqualTo(pdf);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "PK\u0003\u0004 an archive",
                "GIF89a",
                "<svg xmlns='http://www.w3.org/2000/svg'/>",
                "MZ",
                "<html>%PDF-"
            })
    void goesByWhatIsInside(String content) {
        assertThatThrownBy(() -> Scan.of(content.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(UnfitScan.class, unfit -> assertThat(unfit.fault())
                        .isEqualTo(DeliveryFault.ATTACHMENT_UNKNOWN));
    }

    @Test
    void refusesWhatIsTooLargeOrBroken() {
        byte[] large = Arrays.copyOf(Pictures.jpeg(), Attachments.LARGEST + 1);
        assertThatThrownBy(() -> Scan.of(large))
                .isInstanceOfSatisfying(UnfitScan.class, unfit -> assertThat(unfit.fault())
                        .isEqualTo(DeliveryFault.ATTACHMENT_TOO_LARGE));
        byte[] broken = Arrays.copyOf(Pictures.drawn("png"), 60);
        assertThatThrownBy(() -> Scan.of(broken))
                .isInstanceOfSatisfying(UnfitScan.class, unfit -> assertThat(unfit.fault())
                        .isEqualTo(DeliveryFault.ATTACHMENT_UNREADABLE));
    }

    @Test
    void neverFailsOtherwiseWhateverIsDamaged() {
        Random random = new Random(11);
        byte[] camera = Pictures.jpegOfACamera(6);
        int taken = 0;
        for (int i = 0; i < 500; i++) {
            byte[] damaged = camera.clone();
            for (int hits = 0; hits < 4; hits++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                taken += Scan.of(damaged).content().length > 0 ? 1 : 0;
            } catch (UnfitScan e) {
                assertThat(e.fault())
                        .isIn(
                                DeliveryFault.ATTACHMENT_UNREADABLE,
                                DeliveryFault.ATTACHMENT_UNKNOWN,
                                DeliveryFault.ATTACHMENT_TOO_LARGE);
            }
        }
        assertThat(taken).isPositive();
    }
}
