package org.demarche;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.demarche.audit.Role.ADMINISTRATOR;
import static org.demarche.audit.Role.APPROVER;
import static org.demarche.audit.Role.AUDITOR;
import static org.demarche.audit.Role.EDITOR;
import static org.demarche.audit.Role.MODERATOR;
import static org.demarche.audit.Role.SUBMITTER;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.demarche.audit.Actor;
import org.demarche.audit.NotAllowed;
import org.demarche.audit.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What staff can start asks for their role before it does anything else: before it reads an argument or touches what it
 * works with, which here is not even there.
 */
class UseCasesTest {
    private static final Actor WITHOUT_ROLES = new Actor(1, "Nobody", Set.of());

    /** Which roles may start what, by use case or by one of its methods; the method's own line counts more. */
    private static final Map<String, Set<Role>> MATRIX = Map.ofEntries(
            entry("Partnering", Set.of(ADMINISTRATOR)),
            entry("Reaching", Set.of(MODERATOR, AUDITOR, ADMINISTRATOR)),
            entry("FillingTrials", Set.of(ADMINISTRATOR)),
            entry("DecidingMany", Set.of(MODERATOR)),
            entry("EditingRules", Set.of(MODERATOR, ADMINISTRATOR)),
            entry("EditingRules.all", Set.of(MODERATOR, AUDITOR, ADMINISTRATOR)),
            entry("EditingRules.tryOut", Set.of(MODERATOR, AUDITOR, ADMINISTRATOR)),
            entry("Looking", Set.of(MODERATOR)),
            entry("Reading", Set.of(MODERATOR)),
            entry("SignaturesExport", Set.of(MODERATOR)),
            entry("Deciding", Set.of(MODERATOR)),
            entry("EditingReasons", Set.of(EDITOR, ADMINISTRATOR)),
            entry("FiguresExport", Set.of(MODERATOR, SUBMITTER, AUDITOR, ADMINISTRATOR)),
            entry("Dashboards", EnumSet.allOf(Role.class)),
            entry("Auditing", Set.of(AUDITOR, ADMINISTRATOR)),
            entry("AuditExport", Set.of(AUDITOR, ADMINISTRATOR)),
            entry("DeadLetters", Set.of(MODERATOR, ADMINISTRATOR)),
            entry("DeadLetters.look", Set.of(MODERATOR, AUDITOR, ADMINISTRATOR)),
            entry("Drilling", Set.of(SUBMITTER, ADMINISTRATOR)),
            entry("Unlocking", Set.of(MODERATOR, SUBMITTER, APPROVER, ADMINISTRATOR)),
            entry("Locking", Set.of(MODERATOR, SUBMITTER, APPROVER, ADMINISTRATOR)),
            entry("Locking.lift", Set.of(ADMINISTRATOR)),
            entry("Approving", Set.of(APPROVER)),
            entry("Compiling", Set.of(SUBMITTER)),
            entry("Delivering", Set.of(SUBMITTER)),
            entry("Answering", Set.of(SUBMITTER)),
            entry("Attachments", Set.of(SUBMITTER, APPROVER, AUDITOR, ADMINISTRATOR)),
            entry("Downloading", Set.of(SUBMITTER, APPROVER)),
            entry("Staffing", Set.of(ADMINISTRATOR)),
            entry("Inviting", Set.of(ADMINISTRATOR)),
            entry("Renewing", Set.of(ADMINISTRATOR)));

    static Stream<Arguments> whatStaffCanStart() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("org.demarche").stream()
                        .filter(type -> type.isAnnotatedWith(ApplicationScoped.class))
                        .map(type -> type.reflect())
                        .filter(type -> Modifier.isPublic(type.getModifiers()))
                        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                        .filter(method -> List.of(method.getParameterTypes()).contains(Actor.class))
                        .map(method ->
                                arguments(method.getDeclaringClass().getSimpleName() + "." + method.getName(), method));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatStaffCanStart")
    void asksForTheRoleFirst(String name, Method method) throws Exception {
        Object useCase = bare(method.getDeclaringClass());
        Object[] arguments = Arrays.stream(method.getParameterTypes())
                .map(UseCasesTest::argument)
                .toArray();

        assertThatThrownBy(() -> {
                    try {
                        method.invoke(useCase, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                })
                .as(name)
                .isInstanceOf(NotAllowed.class);
    }

    /** What is done after that fails, because nothing is there; only that it was not refused is looked at. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("whatStaffCanStart")
    void isForTheRolesThatItIsMeantForAndNoOther(String name, Method method) throws Exception {
        Object useCase = bare(method.getDeclaringClass());
        Set<Role> meant = MATRIX.getOrDefault(name, MATRIX.get(name.replaceFirst("\\..*", "")));
        assertThat(meant).as("whom " + name + " is for").isNotNull();

        for (Role role : Role.values()) {
            Actor actor = new Actor(1, "Somebody", Set.of(role)).asProven();
            Object[] arguments = Arrays.stream(method.getParameterTypes())
                    .map(type -> type == Actor.class ? actor : argument(type))
                    .toArray();
            assertThat(isRefused(method, useCase, arguments))
                    .as(name + " as " + role)
                    .isEqualTo(!meant.contains(role));
        }
    }

    private static boolean isRefused(Method method, Object useCase, Object... arguments) throws IllegalAccessException {
        try {
            method.invoke(useCase, arguments);
            return false;
        } catch (InvocationTargetException e) {
            return e.getCause() instanceof NotAllowed;
        }
    }

    @Test
    void thereIsSomethingToStart() {
        assertThat(whatStaffCanStart()).hasSizeGreaterThan(15);
    }

    private static Object bare(Class<?> type) throws ReflectiveOperationException {
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }

    private static Object argument(Class<?> type) {
        if (type == Actor.class) {
            return WITHOUT_ROLES;
        }
        if (type == int.class) {
            return 1;
        }
        if (type == long.class) {
            return 1L;
        }
        return type == boolean.class ? false : null;
    }
}
