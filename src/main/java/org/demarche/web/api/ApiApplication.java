package org.demarche.web.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The resources for programs. Who may ask what is decided before, in {@code web.http}. */
@ApplicationPath("/api")
public class ApiApplication extends Application {
    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(PetitionsResource.class, SignaturesResource.class, ApiMapper.class, TransactionMapper.class);
    }
}
