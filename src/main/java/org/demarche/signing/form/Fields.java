package org.demarche.signing.form;

import java.util.List;
import java.util.Map;

/** The fields of a form as they were sent; what is missing is empty. */
public record Fields(Map<String, String[]> sent) {
    public String text(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? "" : values.get(0);
    }

    public List<String> all(String name) {
        return List.of(sent.getOrDefault(name, new String[0]));
    }

    public boolean ticked(String name) {
        return text(name).equals("true");
    }
}
