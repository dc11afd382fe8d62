package org.demarche.web.faces;

import java.util.Map;

/** The ids that the inputs of forms have, for markup that refers to them. */
public final class Fields {
    /** Fields of several inputs, or whose name is taken by their form. */
    private static final Map<String, String> OTHERWISE =
            Map.of("demands", "demands-1", "visibility", "visibility-COUNTED", "code", "typed-code");

    private Fields() {}

    /** The id of a field's first input. */
    public static String firstInput(String field) {
        return OTHERWISE.getOrDefault(field, field);
    }

    /** The id of the message at an input, parted by a blank from the ids before it. */
    public static String errorId(String input) {
        return " " + input + "-error";
    }
}
