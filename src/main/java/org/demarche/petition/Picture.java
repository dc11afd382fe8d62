package org.demarche.petition;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A petition's picture, which goes with links to it: a PNG, with the words that stand for it. */
public final class Picture {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int HEADER = 24;
    private static final int LARGEST = 1 << 20;

    private final byte[] png;
    private final Words alternative;

    /**
     * @param png at most 1 MiB, for that is what services that preview links take
     * @throws IllegalArgumentException if it is no PNG, or too large
     */
    Picture(byte[] png, Words alternative) {
        if (png.length < HEADER || !Arrays.equals(png, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
            throw new IllegalArgumentException("The petition's picture is no PNG.");
        }
        if (png.length > LARGEST) {
            throw new IllegalArgumentException("The petition's picture is larger than 1 MiB.");
        }
        this.png = png.clone();
        this.alternative = alternative;
    }

    public byte[] png() {
        return png.clone();
    }

    /** What the picture shows, for those who do not see it. */
    public Words alternative() {
        return alternative;
    }

    /** In pixels, as the file's first chunk has it (PNG, 11.2.1). */
    public int width() {
        return ByteBuffer.wrap(png).getInt(HEADER - 8);
    }

    public int height() {
        return ByteBuffer.wrap(png).getInt(HEADER - 4);
    }
}
