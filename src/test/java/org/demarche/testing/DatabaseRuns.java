package org.demarche.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The runs of a test class {@link OnEveryDatabase}. */
class DatabaseRuns implements ClassTemplateInvocationContextProvider {
    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<? extends ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(
            ExtensionContext context) {
        return Stream.of(run("H2", new Run("H2", TestDatabase::h2)), run("PostgreSQL", postgres()));
    }

    private static Extension postgres() {
        return Postgres.found()
                .<Extension>map(server -> new Run("PostgreSQL", () -> TestDatabase.postgres(server)))
                .orElseGet(() -> new Skipped(Postgres.whyNot()));
    }

    private static ClassTemplateInvocationContext run(String name, Extension extension) {
        return new ClassTemplateInvocationContext() {
            @Override
            public String getDisplayName(int invocationIndex) {
                return name;
            }

            @Override
            public List<Extension> getAdditionalExtensions() {
                return List.of(extension);
            }
        };
    }

    /** Opens the database for the first class that asks, and empties it before each test. */
    private static final class Run implements ParameterResolver, BeforeEachCallback {
        private final String name;
        private final Supplier<TestDatabase> source;
        private TestDatabase database;

        private Run(String name, Supplier<TestDatabase> source) {
            this.name = name;
            this.source = source;
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == TestDatabase.class;
        }

        @Override
        public TestDatabase resolveParameter(ParameterContext parameter, ExtensionContext context) {
            if (database == null) {
                // One for all classes, since migrating takes longer than most tests; dropped when all are over.
                database = context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(DatabaseRuns.class))
                        .getOrComputeIfAbsent(name, key -> source.get(), TestDatabase.class);
                database.empty();
            }
            return database;
        }

        @Override
        public void beforeEach(ExtensionContext context) {
            if (database != null) {
                database.empty();
            }
        }
    }

    private record Skipped(String reason) implements BeforeClassTemplateInvocationCallback {
        @Override
        public void beforeClassTemplateInvocation(ExtensionContext context) {
            abort(reason);
        }
    }
}
