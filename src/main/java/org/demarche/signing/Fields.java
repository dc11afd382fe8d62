package org.demarche.signing;

import java.util.List;
import java.util.Map;

/** The fields of a form as they were sent; what is missing is empty. */
record Fields(Map<String, String[]> sent) {
    String text(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? "" : values.get(0);
    }

    List<String> all(String name) {
        return List.of(sent.getOrDefault(name, new String[0]));
    }

    boolean ticked(String name) {
        return text(name).equals("true");
    }
}
