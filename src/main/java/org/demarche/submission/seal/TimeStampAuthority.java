package org.demarche.submission.seal;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.model.TimestampBinary;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/**
 * Bounds what a time-stamping authority may cost. {@link TimeStamping} asks a few times, each for a bounded time; around
 * all of that lies one more bound, and an authority that was asked in vain twice is left alone for a minute.
 */
@ApplicationScoped
public class TimeStampAuthority {
    /** {@return what asks through the authority's bounds} */
    public static TSPSource guarded(TimeStampAuthority authority, TimeStamping asked) {
        return (algorithm, digest) -> {
            try {
                return authority.stamp(asked, algorithm, digest);
            } catch (FaultToleranceException e) {
                if (e instanceof TimeoutException) {
                    // It has done its work. Left standing, the interruption would close the next file that this thread
                    // writes, which may be the embedded database's.
                    Thread.interrupted();
                }
                throw new TimeStampMissing("The authority takes too long, or was asked in vain just now", e);
            }
        };
    }

    @Timeout(value = 75, unit = ChronoUnit.SECONDS)
    @CircuitBreaker(
            requestVolumeThreshold = 2,
            failureRatio = 1,
            // In milliseconds: the server takes the number for these whatever unit is given.
            delay = 60_000,
            delayUnit = ChronoUnit.MILLIS,
            failOn = {TimeStampMissing.class, FaultToleranceException.class})
    public TimestampBinary stamp(TimeStamping asked, DigestAlgorithm algorithm, byte[] digest) {
        return asked.getTimeStampResponse(algorithm, digest);
    }
}
