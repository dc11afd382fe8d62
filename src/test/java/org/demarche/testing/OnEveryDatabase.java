package org.demarche.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that runs once on H2 and once on PostgreSQL. Its constructor, life-cycle and test methods may take a
 * {@link TestDatabase}: migrated, and empty before each test. Where no PostgreSQL can be had, that run is skipped and
 * says so.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ClassTemplate
@ExtendWith(DatabaseRuns.class)
public @interface OnEveryDatabase {}
