package org.demarche.submission.delivery;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A photograph or a scan, known by its content and not by its name. Pictures are drawn anew, so that nothing is left of
 * what a camera writes beside them: where, when, with what. A PDF stays as it is.
 */
final class Scan {
    private static final long LARGEST_PICTURE = 100_000_000;
    private static final long PIXELS_KEPT = 8_000_000;
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
    private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);

    private final String mediaType;
    private final byte[] content;

    private Scan(String mediaType, byte[] content) {
        this.mediaType = mediaType;
        this.content = content;
    }

    /**
     * Takes a file in.
     *
     * @throws UnfitScan if it is too large, of another kind, or cannot be read
     */
    static Scan of(byte[] file) throws UnfitScan {
        if (file.length > Attachments.LARGEST) {
            throw new UnfitScan(DeliveryFault.ATTACHMENT_TOO_LARGE);
        }
        if (begins(file, PDF)) {
            return new Scan("application/pdf", file.clone());
        }
        if (begins(file, PNG)) {
            return new Scan("image/png", drawnAnew(file, "png", 1));
        }
        if (begins(file, JPEG)) {
            return new Scan("image/jpeg", drawnAnew(file, "jpeg", Orientation.of(file)));
        }
        throw new UnfitScan(DeliveryFault.ATTACHMENT_UNKNOWN);
    }

    String mediaType() {
        return mediaType;
    }

    byte[] content() {
        return content;
    }

    private static boolean begins(byte[] file, byte[] mark) {
        if (file.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if (file[i] != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] drawnAnew(byte[] file, String format, int orientation) throws UnfitScan {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        ImageReader reader = readers.next();
        // In memory alone: the library would else keep a copy in a folder of its own.
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, true, true);
            BufferedImage picture = upright(read(reader), orientation);
            ByteArrayOutputStream out = new ByteArrayOutputStream(file.length);
            ImageIO.setUseCache(false);
            if (!ImageIO.write(picture, format, out)) {
                throw new UnfitScan(DeliveryFault.ATTACHMENT_UNREADABLE);
            }
            return out.toByteArray();
        } catch (IOException | RuntimeException e) {
            // The readers throw all kinds of things at broken files.
            throw new UnfitScan(DeliveryFault.ATTACHMENT_UNREADABLE);
        } finally {
            reader.dispose();
        }
    }

    /** Reads a picture, one too fine in steps, so that it takes bounded memory. */
    private static BufferedImage read(ImageReader reader) throws IOException, UnfitScan {
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > LARGEST_PICTURE) {
            throw new UnfitScan(DeliveryFault.ATTACHMENT_TOO_LARGE);
        }
        int step = (int) Math.ceil(Math.sqrt((double) pixels / PIXELS_KEPT));
        ImageReadParam how = reader.getDefaultReadParam();
        if (step > 1) {
            how.setSourceSubsampling(step, step, 0, 0);
        }
        return reader.read(0, how);
    }

    /** Turns a picture as its camera was turned, for what said so goes. */
    private static BufferedImage upright(BufferedImage picture, int orientation) {
        if (orientation == 1) {
            return picture;
        }
        int width = picture.getWidth();
        int height = picture.getHeight();
        boolean lying = orientation >= 5;
        BufferedImage turned =
                new BufferedImage(lying ? height : width, lying ? width : height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = turned.createGraphics();
        pen.drawImage(picture, turn(orientation, width, height), null);
        pen.dispose();
        return turned;
    }

    private static AffineTransform turn(int orientation, int width, int height) {
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }
}
