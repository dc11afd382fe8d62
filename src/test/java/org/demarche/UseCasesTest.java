package org.demarche;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.demarche.audit.Actor;
import org.demarche.audit.NotAllowed;
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
