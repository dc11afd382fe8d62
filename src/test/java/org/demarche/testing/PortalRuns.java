package org.demarche.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The runs of a test class {@link OnEveryPortal}. */
class PortalRuns implements ClassTemplateInvocationContextProvider {
    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<? extends ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(
            ExtensionContext context) {
        return Stream.of(run("embedded", new SharedPortal()), run("PostgreSQL", postgres()));
    }

    private static Extension postgres() {
        return Postgres.found()
                .<Extension>map(server -> new SharedPortal("PostgreSQL", server::newPortal))
                .orElseGet(() -> (BeforeClassTemplateInvocationCallback) context -> abort(Postgres.whyNot()));
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
}
