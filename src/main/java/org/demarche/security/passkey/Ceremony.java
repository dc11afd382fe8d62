package org.demarche.security.passkey;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What browsers send of passkeys, judged: of this site, to this challenge, by a user whom the authenticator itself has
 * verified. Who made the authenticator is not asked.
 */
final class Ceremony {
    /** Algorithms by preference: Ed25519, ECDSA over P-256, RSA (IANA COSE algorithms). */
    static final List<COSEAlgorithmIdentifier> ALGORITHMS =
            List.of(COSEAlgorithmIdentifier.EdDSA, COSEAlgorithmIdentifier.ES256, COSEAlgorithmIdentifier.RS256);

    private static final List<PublicKeyCredentialParameters> PARAMETERS = ALGORITHMS.stream()
            .map(algorithm -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm))
            .toList();

    private static final boolean USER_VERIFIED = true;

    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnManager judge = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    private final AttestedCredentialDataConverter credentials = new AttestedCredentialDataConverter(converter);
    private final URI site;

    /** @param site the portal's public address */
    Ceremony(URI site) {
        this.site = site;
    }

    /** The relying party's identifier. */
    String party() {
        return site.getHost();
    }

    private ServerProperty asked(byte[] challenge) {
        return ServerProperty.builder()
                .origin(Origin.create(site.getScheme() + "://" + site.getAuthority()))
                .rpId(party())
                .challenge(new DefaultChallenge(challenge))
                .build();
    }

    /** The new key in a {@code RegistrationResponseJSON}; empty if it is not as asked. */
    Optional<Credential> made(String answer, byte[] challenge) {
        return judged(() -> {
            RegistrationData data = judge.verifyRegistrationResponseJSON(
                    answer, new RegistrationParameters(asked(challenge), PARAMETERS, USER_VERIFIED));
            AuthenticatorData<?> authenticator = data.getAttestationObject().getAuthenticatorData();
            AttestedCredentialData made = authenticator.getAttestedCredentialData();
            return new Credential(made.getCredentialId(), credentials.convert(made), authenticator.getSignCount());
        });
    }

    /**
     * How often the authenticator has signed, by an {@code AuthenticationResponseJSON}; empty if that is not as asked, or
     * the authenticator has gone back in its count as a copy of it would.
     *
     * @param known the key of an identifier, where the account has it
     */
    Optional<Shown> shown(String answer, byte[] challenge, Function<byte[], Optional<Passkey>> known) {
        Optional<AuthenticationData> sent = judged(() -> judge.parseAuthenticationResponseJSON(answer));
        Optional<Passkey> passkey = sent.flatMap(data -> known.apply(data.getCredentialId()));
        return passkey.flatMap(one -> judged(() -> {
            byte[] id = sent.get().getCredentialId();
            judge.verify(
                    sent.get(),
                    new AuthenticationParameters(
                            asked(challenge), record(one.credential()), List.of(id), USER_VERIFIED));
            return new Shown(one, sent.get().getAuthenticatorData().getSignCount());
        }));
    }

    /** A passkey that was shown, and its count after. */
    record Shown(Passkey passkey, long signCount) {}

    private CredentialRecordImpl record(Credential credential) {
        return new CredentialRecordImpl(
                new NoneAttestationStatement(),
                null,
                null,
                null,
                credential.signCount(),
                credentials.convert(credential.data()),
                null,
                null,
                null,
                null);
    }

    /** What a stranger sends may be anything, and the library says so in many ways: each means no. */
    private static <T> Optional<T> judged(Supplier<T> work) {
        try {
            return Optional.ofNullable(work.get());
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
