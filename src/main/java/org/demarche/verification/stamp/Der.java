package org.demarche.verification.stamp;

import java.math.BigInteger;
import java.util.Arrays;
import org.demarche.verification.input.Defect;

/**
 * A cursor over values in DER (ITU-T X.690): one-byte tags, definite lengths in their shortest form, and nothing beyond
 * the end of what contains them. Values are taken in their order, each by the tag that has to be there.
 */
final class Der {

    static final int BOOLEAN = 0x01;
    static final int INTEGER = 0x02;
    static final int OCTET_STRING = 0x04;
    static final int NULL = 0x05;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int GENERALIZED_TIME = 0x18;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;

    private static final int HIGH_TAG = 0x1f;

    private final byte[] bytes;
    private final int end;
    private int position;

    private Der(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.position = from;
        this.end = end;
    }

    static Der of(byte[] bytes) {
        return new Der(bytes, 0, bytes.length);
    }

    /** {@return the tag of a constructed value in a context, such as {@code [0]}} */
    static int context(int number) {
        return 0xa0 | number;
    }

    /** {@return the tag of a primitive value in a context, such as {@code [0] IMPLICIT OCTET STRING}} */
    static int primitiveContext(int number) {
        return 0x80 | number;
    }

    boolean atEnd() {
        return position == end;
    }

    boolean at(int tag) {
        return position < end && (bytes[position] & 0xff) == tag;
    }

    /** Passes a value. {@return a cursor over what is in it} */
    Der inside(int tag) throws Defect {
        int contentEnd = enter(tag);
        Der inside = new Der(bytes, position, contentEnd);
        position = contentEnd;
        return inside;
    }

    /** Passes a value. {@return its content} */
    byte[] content(int tag) throws Defect {
        int contentEnd = enter(tag);
        byte[] content = Arrays.copyOfRange(bytes, position, contentEnd);
        position = contentEnd;
        return content;
    }

    /** Passes a value. {@return all of it, with its tag and its length} */
    byte[] whole(int tag) throws Defect {
        int from = position;
        position = enter(tag);
        return Arrays.copyOfRange(bytes, from, position);
    }

    /** Passes a value if its tag stands here. */
    void skip(int tag) throws Defect {
        if (at(tag)) {
            position = enter(tag);
        }
    }

    BigInteger integer() throws Defect {
        byte[] content = content(INTEGER);
        boolean needless = content.length > 1
                && ((content[0] == 0 && content[1] >= 0) || (content[0] == -1 && content[1] < 0));
        if (content.length == 0 || needless) {
            throw new Defect("an integer is not in DER");
        }
        return new BigInteger(content);
    }

    /** {@return an object identifier in dotted decimals} */
    String identifier() throws Defect {
        byte[] content = content(OBJECT_IDENTIFIER);
        StringBuilder dotted = new StringBuilder();
        long arc = 0;
        boolean begins = true;
        for (byte one : content) {
            if ((begins && (one & 0xff) == 0x80) || arc > Integer.MAX_VALUE) {
                throw new Defect("an object identifier is not in DER");
            }
            arc = arc << 7 | (one & 0x7f);
            begins = one >= 0;
            if (begins) {
                if (dotted.length() == 0) {
                    long first = Math.min(arc / 40, 2);
                    dotted.append(first).append('.').append(arc - 40 * first);
                } else {
                    dotted.append('.').append(arc);
                }
                arc = 0;
            }
        }
        if (!begins || content.length == 0) {
            throw new Defect("an object identifier is not in DER");
        }
        return dotted.toString();
    }

    void expectEnd() throws Defect {
        if (!atEnd()) {
            throw new Defect("there is something more than it may hold at byte " + position);
        }
    }

    /** Passes tag and length. {@return where the content ends} */
    private int enter(int tag) throws Defect {
        if (!at(tag) || (tag & HIGH_TAG) == HIGH_TAG) {
            throw new Defect("there is not what has to be at byte " + position);
        }
        int at = position + 1;
        int length = at < end ? bytes[at++] & 0xff : -1;
        if (length >= 0x80) {
            int octets = length & 0x7f;
            if (octets < 1 || octets > 3 || at + octets > end || bytes[at] == 0) {
                throw new Defect("a length is not in DER at byte " + position);
            }
            length = 0;
            for (int i = 0; i < octets; i++) {
                length = length << 8 | (bytes[at++] & 0xff);
            }
            if (length < 0x80) {
                throw new Defect("a length is not in DER at byte " + position);
            }
        }
        if (length < 0 || length > end - at) {
            throw new Defect("it ends too early, in what begins at byte " + position);
        }
        position = at;
        return at + length;
    }
}
