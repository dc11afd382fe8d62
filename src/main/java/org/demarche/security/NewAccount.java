package org.demarche.security;

import java.util.ArrayList;
import java.util.List;
import org.demarche.security.login.PasswordRules;

/** Judges what somebody types who makes an account for themselves. */
final class NewAccount {
    private static final int LONGEST_NAME = 100;

    private NewAccount() {}

    /** {@return a name as it is kept: without control characters or space around it} */
    static String tidy(String name) {
        return name.replaceAll("\\p{Cntrl}", " ").strip();
    }

    /** {@return what is wrong with a tidy name} */
    static List<Problem> judgeName(String name) {
        List<Problem> found = new ArrayList<>();
        if (name.isEmpty()) {
            found.add(Problem.of("name", "setup.form.name.missing"));
        } else if (name.length() > LONGEST_NAME) {
            found.add(Problem.of("name", "setup.form.name.tooLong", LONGEST_NAME));
        }
        return found;
    }

    /**
     * {@return what is wrong with a new password}
     *
     * @param personal what everybody knows of its owner
     */
    static List<Problem> judgePassword(String password, List<String> personal) {
        return PasswordRules.problem(password, personal).map(NewAccount::worded).stream()
                .toList();
    }

    private static Problem worded(PasswordRules.Problem problem) {
        return switch (problem) {
            case MISSING -> Problem.of("password", "setup.form.password.missing");
            case TOO_SHORT -> Problem.of("password", "setup.form.password.tooShort", PasswordRules.SHORTEST);
            case TOO_LONG -> Problem.of("password", "setup.form.password.tooLong", PasswordRules.LONGEST);
            case COMMON -> Problem.of("password", "setup.form.password.common");
        };
    }
}
