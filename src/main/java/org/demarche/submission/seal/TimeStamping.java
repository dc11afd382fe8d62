package org.demarche.submission.seal;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.model.TimestampBinary;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;

/**
 * Asks a time-stamping authority over HTTP (RFC 3161, section 3.4): a few times, each time for a bounded time, and for
 * an answer of bounded size. What comes back is checked before it goes into a seal.
 */
public final class TimeStamping implements TSPSource {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = Logger.getLogger(TimeStamping.class.getName());
    private static final int TRIES = 3;
    private static final int NONCE_BITS = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final URI authority;
    private final Duration patience;
    private final Duration pause;
    private final Instant earliest;

    TimeStamping(URI authority, Duration patience, Duration pause, Instant earliest) {
        this.authority = authority;
        this.patience = patience;
        this.pause = pause;
        this.earliest = earliest;
    }

    /**
     * {@return time-stamps by an authority}
     *
     * @param address as the setting has it
     * @param earliest what cannot have been sealed before: an authority that says so has a wrong clock
     * @throws TimeStampMissing if it is no address of HTTP
     */
    public static TimeStamping by(String address, Instant earliest) {
        try {
            URI authority = URI.create(address);
            if ("http".equals(authority.getScheme()) || "https".equals(authority.getScheme())) {
                return new TimeStamping(authority, PATIENCE, PAUSE, earliest);
            }
        } catch (IllegalArgumentException e) {
            throw new TimeStampMissing("demarche.tsa.url has to be an address of HTTP.", e);
        }
        throw new TimeStampMissing("demarche.tsa.url has to be an address of HTTP.");
    }

    /** @throws TimeStampMissing if no try was answered as it has to be */
    @Override
    public TimestampBinary getTimeStampResponse(DigestAlgorithm algorithm, byte[] digest) {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        TimeStampRequest request = generator.generate(
                new ASN1ObjectIdentifier(algorithm.getOid()), digest, new BigInteger(NONCE_BITS, new SecureRandom()));
        for (int attempt = 1; ; attempt++) {
            try {
                return new TimestampBinary(
                        bare(token(request).toCMSSignedData()).getEncoded(ASN1Encoding.DER));
            } catch (IOException | TSPException | CMSException e) {
                if (attempt == TRIES) {
                    throw new TimeStampMissing("No time-stamp by " + authority.getHost(), e);
                }
                LOG.log(Level.WARNING, e, () -> "No time-stamp by " + authority.getHost() + " yet");
                rest(attempt);
            }
        }
    }

    private TimeStampToken token(TimeStampRequest request) throws IOException, TSPException {
        TimeStampResponse response = new TimeStampResponse(answer(request.getEncoded()));
        // Status, hash and nonce.
        response.validate(request);
        TimeStampToken token = response.getTimeStampToken();
        if (token == null) {
            throw new TSPException("The authority refuses: " + response.getStatusString());
        }
        Instant at = token.getTimeStampInfo().getGenTime().toInstant();
        if (at.isBefore(earliest)) {
            throw new TSPException("The authority says " + at + ", which is before " + earliest);
        }
        X509CertificateHolder signer = token.getCertificates().getMatches(null).stream()
                .filter(certificate -> token.getSID().match(certificate))
                .findFirst()
                .orElseThrow(() -> new TSPException("The authority's certificate is not in the token"));
        try {
            // Signature, validity at the time of the stamp, and what the certificate is for.
            token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer));
        } catch (OperatorCreationException | CertificateException e) {
            throw new TSPException("The authority's certificate is of no use", e);
        }
        return token;
    }

    /** Without what an authority may add and nobody signs (RFC 5652): revocation lists and unsigned attributes. */
    private static CMSSignedData bare(CMSSignedData token) throws CMSException {
        List<SignerInformation> signers = token.getSignerInfos().getSigners().stream()
                .map(signer -> SignerInformation.replaceUnsignedAttributes(signer, null))
                .toList();
        CMSSignedData signed = CMSSignedData.replaceSigners(token, new SignerInformationStore(signers));
        return CMSSignedData.replaceCertificatesAndCRLs(signed, signed.getCertificates(), null, null);
    }

    private byte[] answer(byte[] query) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(authority)
                .timeout(patience)
                .header("Content-Type", "application/timestamp-query")
                .header("Accept", "application/timestamp-reply")
                .POST(BodyPublishers.ofByteArray(query))
                .build();
        CompletableFuture<HttpResponse<byte[]>> pending = HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()
                .sendAsync(request, head -> new BoundedBody());
        try {
            // The request's own patience ends with the headers.
            HttpResponse<byte[]> response = pending.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw new IOException("The authority answers with status " + response.statusCode());
            }
            return response.body();
        } catch (TimeoutException e) {
            throw new IOException("The authority takes longer than " + patience, e);
        } catch (ExecutionException e) {
            throw new IOException("The authority does not answer", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TimeStampMissing("Interrupted while waiting for a time-stamp", e);
        } finally {
            pending.cancel(true);
        }
    }

    private void rest(int attempt) {
        try {
            Thread.sleep(pause.toMillis() << (attempt - 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TimeStampMissing("Interrupted while waiting for a time-stamp", e);
        }
    }
}
