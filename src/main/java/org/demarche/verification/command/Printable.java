package org.demarche.verification.command;

/** Foreign text made safe for a terminal: what would steer it, reorder the line or hide in it is spelled out. */
final class Printable {

    private Printable() {}

    static String of(String foreign) {
        StringBuilder plain = new StringBuilder();
        foreign.codePoints().forEach(c -> {
            if (steers(c)) {
                plain.append(String.format("\\u{%x}", c));
            } else {
                plain.appendCodePoint(c);
            }
        });
        return plain.toString();
    }

    private static boolean steers(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
