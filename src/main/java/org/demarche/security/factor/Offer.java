package org.demarche.security.factor;

import io.nayuki.qrcodegen.QrCode;

/**
 * A secret for an authenticator app, as its owner takes it over.
 *
 * @param text to be typed, in groups of four
 * @param side of the picture, in modules, its quiet zone included
 * @param path the picture's dark modules as an SVG path, each module one unit
 */
public record Offer(String text, int side, String path) {
    /** Light modules around the picture (ISO/IEC 18004). */
    private static final int QUIET = 4;

    static Offer of(byte[] secret, String issuer, String account) {
        QrCode code = QrCode.encodeText(Totp.uri(secret, issuer, account), QrCode.Ecc.MEDIUM);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + QUIET)
                            .append(' ')
                            .append(y + QUIET)
                            .append("h1v1h-1z");
                }
            }
        }
        return new Offer(Base32.grouped(secret), code.size + 2 * QUIET, path.toString());
    }

    @Override
    public String toString() {
        return "Offer[…]";
    }
}
