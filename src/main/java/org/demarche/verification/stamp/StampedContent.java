package org.demarche.verification.stamp;

import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.demarche.verification.input.Defect;
import org.demarche.verification.input.Sha256;
import org.demarche.verification.input.Utf8;

/**
 * What an authority signs: a {@code TSTInfo} (RFC 3161, section 2.4.2).
 *
 * @param hash with which the stamped bytes were hashed
 * @param imprint that hash of theirs
 * @param at the time that the authority gives, with its fractions of a second
 */
record StampedContent(Hash hash, byte[] imprint, Instant at) {

    private static final Pattern TIME = Pattern.compile("([0-9]{14})(?:\\.([0-9]{0,8}[1-9]))?Z");
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    static StampedContent read(byte[] der) throws Defect {
        Der outer = Der.of(der);
        Der info = outer.inside(Der.SEQUENCE);
        outer.expectEnd();
        if (info.integer().intValue() != 1) {
            throw new Defect("its content is not of version 1");
        }
        info.identifier();
        Der messageImprint = info.inside(Der.SEQUENCE);
        Hash hash = Hash.read(messageImprint);
        byte[] imprint = messageImprint.content(Der.OCTET_STRING);
        messageImprint.expectEnd();
        info.integer();
        Instant at = time(info.content(Der.GENERALIZED_TIME));
        info.skip(Der.SEQUENCE);
        info.skip(Der.BOOLEAN);
        info.skip(Der.INTEGER);
        info.skip(Der.context(0));
        info.skip(Der.context(1));
        info.expectEnd();
        return new StampedContent(hash, imprint, at);
    }

    /** Refuses the content unless these are the bytes that were stamped. */
    void requireImprintOf(byte[] stamped) throws Defect {
        byte[] found = hash.digest(stamped);
        if (!MessageDigest.isEqual(found, imprint)) {
            throw new Defect("it is over something else than this seal: over the hash " + Sha256.hex(imprint)
                    + ", but the seal's signature has " + Sha256.hex(found));
        }
    }

    private static Instant time(byte[] content) throws Defect {
        String text = Utf8.decode(content);
        Matcher form = TIME.matcher(text);
        try {
            if (form.matches()) {
                String fraction = form.group(2) == null ? "" : form.group(2);
                long nanos = Long.parseLong((fraction + "000000000").substring(0, 9));
                return LocalDateTime.parse(form.group(1), SECONDS)
                        .toInstant(ZoneOffset.UTC)
                        .plusNanos(nanos);
            }
        } catch (DateTimeException impossible) {
            // Said below.
        }
        throw new Defect("its time is not written as it has to be: " + text);
    }
}
