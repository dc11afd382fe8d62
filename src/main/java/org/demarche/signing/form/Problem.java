package org.demarche.signing.form;

import java.util.List;

/**
 * What is wrong with a field, and what to do about it.
 *
 * @param field the form's field, such as {@code email}
 * @param message key of the message in the pages' bundle
 * @param arguments of the message, in order
 */
public record Problem(String field, String message, List<Object> arguments) {
    public Problem {
        arguments = List.copyOf(arguments);
    }

    public static Problem of(String field, String message, Object... arguments) {
        return new Problem(field, message, List.of(arguments));
    }

    /** The first problem of a field; null if it has none. */
    public static Problem at(String field, List<Problem> problems) {
        return problems.stream()
                .filter(problem -> problem.field().equals(field))
                .findFirst()
                .orElse(null);
    }
}
