package org.demarche.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that visits the running portal: its constructor and methods may take a {@link PortalProcess}. All such
 * classes share one, with its embedded database, so that each must bring addresses of its own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SharedPortal.class)
public @interface OnThePortal {}
