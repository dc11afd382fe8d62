package org.demarche.submission.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.bouncycastle.util.CollectionStore;

/** A time-stamping authority on loopback, whose answers a test can spoil. */
public final class LocalAuthority implements AutoCloseable {
    /** What is wrong with an answer. */
    public enum Answer {
        GOOD,
        /** With a revocation list and an attribute that nobody signed, as authorities may. */
        TALKATIVE,
        /** The server has a fault. */
        FAULT,
        /** Nothing comes for longer than anybody waits. */
        SILENCE,
        /** The head comes, and the body never ends. */
        ENDLESS,
        /** More than a time-stamp can be. */
        HUGE,
        /** No time-stamp at all. */
        NOISE,
        /** The time-stamp of something else. */
        ANOTHER,
        /** By a certificate that is for something else. */
        WRONG_PURPOSE
    }

    private static final ASN1ObjectIdentifier POLICY = new ASN1ObjectIdentifier("1.3.6.1.4.1.55555.1");

    /** Tokens say a second time by the machine's own clock, which need not be the test's. */
    private static final Duration VALID = Duration.ofDays(3650);

    private final Clock clock;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger asked = new AtomicInteger();
    private final List<Answer> answers;

    /** @param answers one after another, the last one again and again */
    public LocalAuthority(Instant now, Answer... answers) throws IOException {
        this(Clock.fixed(now, ZoneOffset.UTC), answers);
    }

    /** The same, by a clock. */
    public LocalAuthority(Clock clock, Answer... answers) throws IOException {
        this.clock = clock;
        this.answers = List.of(answers);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/tsa");
    }

    /** How often it was asked. */
    public int asked() {
        return asked.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Answer answer = answers.get(Math.min(asked.getAndIncrement(), answers.size() - 1));
        byte[] query = exchange.getRequestBody().readAllBytes();
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/timestamp-reply");
            switch (answer) {
                case FAULT -> exchange.sendResponseHeaders(503, -1);
                case SILENCE -> sleep();
                case ENDLESS -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write(1);
                    exchange.getResponseBody().flush();
                    sleep();
                }
                case HUGE -> send(exchange, new byte[1 << 20]);
                case NOISE -> send(exchange, "<html>Welcome to our hotel".getBytes(UTF_8));
                case ANOTHER, WRONG_PURPOSE, GOOD, TALKATIVE -> send(exchange, stamp(query, answer));
            }
        } catch (GeneralSecurityException | OperatorException | TSPException e) {
            throw new IOException(e);
        }
    }

    private static void send(HttpExchange exchange, byte[] body) throws IOException {
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private static void sleep() {
        try {
            Thread.sleep(Duration.ofMinutes(1).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] stamp(byte[] query, Answer answer)
            throws IOException, GeneralSecurityException, OperatorException, TSPException {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
        keys.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = keys.generateKeyPair();
        X509Certificate certificate = certificate(pair, KeyPurposeId.id_kp_timeStamping);
        JcaSimpleSignerInfoGeneratorBuilder signer = new JcaSimpleSignerInfoGeneratorBuilder();
        if (answer == Answer.TALKATIVE) {
            signer.setUnsignedAttributeGenerator(parameters -> new AttributeTable(new Attribute(
                    new ASN1ObjectIdentifier("1.3.6.1.4.1.55555.2"), new DERSet(new DERUTF8String("Hello")))));
        }
        TimeStampTokenGenerator tokens = new TimeStampTokenGenerator(
                signer.build("SHA256withECDSA", pair.getPrivate(), certificate),
                new JcaDigestCalculatorProviderBuilder()
                        .build()
                        .get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
                POLICY);
        // Its own builder refuses a certificate for something else, so the good one's is exchanged.
        X509Certificate shown =
                answer == Answer.WRONG_PURPOSE ? certificate(pair, KeyPurposeId.id_kp_codeSigning) : certificate;
        tokens.addCertificates(new JcaCertStore(List.of(shown)));
        if (answer == Answer.TALKATIVE) {
            tokens.addCRLs(new CollectionStore<>(List.of(
                    new X509v2CRLBuilder(new X500Name("CN=Sample time-stamping authority"), Date.from(clock.instant()))
                            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())))));
        }
        TimeStampRequest request = new TimeStampRequest(query);
        if (answer == Answer.ANOTHER) {
            TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
            generator.setCertReq(true);
            request = generator.generate(request.getMessageImprintAlgOID(), new byte[32], request.getNonce());
        }
        return new TimeStampResponseGenerator(tokens, TSPAlgorithms.ALLOWED)
                .generate(request, BigInteger.ONE, Date.from(clock.instant()))
                .getEncoded();
    }

    private X509Certificate certificate(KeyPair pair, KeyPurposeId purpose)
            throws GeneralSecurityException, OperatorException, IOException {
        X500Name name = new X500Name("CN=Sample time-stamping authority");
        return new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                name,
                                BigInteger.TEN,
                                Date.from(clock.instant().minus(VALID)),
                                Date.from(clock.instant().plus(VALID)),
                                name,
                                pair.getPublic())
                        .addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purpose))
                        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
