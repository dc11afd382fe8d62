package org.demarche.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.BeforeClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
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
        return Stream.of(run("H2", new Run(TestDatabase::h2)), run("PostgreSQL", postgres()));
    }

    private static Extension postgres() {
        return Postgres.found()
                .<Extension>map(server -> new Run(() -> TestDatabase.postgres(server)))
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

    /** Opens the database for the first that asks, empties it before each test, and drops it after the last. */
    private static final class Run
            implements ParameterResolver, BeforeEachCallback, AfterClassTemplateInvocationCallback {
        private final Supplier<TestDatabase> source;
        private TestDatabase database;

        private Run(Supplier<TestDatabase> source) {
            this.source = source;
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == TestDatabase.class;
        }

        @Override
        public TestDatabase resolveParameter(ParameterContext parameter, ExtensionContext context) {
            if (database == null) {
                database = source.get();
            }
            return database;
        }

        @Override
        public void beforeEach(ExtensionContext context) {
            if (database != null) {
                database.empty();
            }
        }

        @Override
        public void afterClassTemplateInvocation(ExtensionContext context) {
            if (database != null) {
                database.close();
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
