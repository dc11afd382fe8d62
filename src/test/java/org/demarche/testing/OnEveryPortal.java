package org.demarche.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * As {@link OnThePortal}, once with the embedded database and once with PostgreSQL. Such a test may stop and start the
 * portal, if it leaves it running.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ClassTemplate
@ExtendWith(PortalRuns.class)
public @interface OnEveryPortal {}
