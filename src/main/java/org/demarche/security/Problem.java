package org.demarche.security;

import java.util.List;

/**
 * What is wrong with one field.
 *
 * @param field id of its input
 * @param message key of a text
 * @param arguments of that text
 */
public record Problem(String field, String message, List<Object> arguments) {
    static Problem of(String field, String message, Object... arguments) {
        return new Problem(field, message, List.of(arguments));
    }

    static Problem at(String field, List<Problem> problems) {
        return problems.stream()
                .filter(problem -> problem.field().equals(field))
                .findFirst()
                .orElse(null);
    }
}
