package org.demarche.signing.own;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.demarche.petition.Petitions;
import org.demarche.signature.ReviewRequests;
import org.demarche.signature.ReviewRequests.ReviewRequest;
import org.demarche.signature.Signature;
import org.demarche.signature.SignatureState;
import org.demarche.signature.Signatures;
import org.demarche.vault.Sealed;
import org.demarche.vault.Token;
import org.demarche.vault.Vault;

/**
 * A signer whose signature is held or struck out asks that a person looks at it. Repeating it changes nothing, until
 * somebody has decided.
 */
@ApplicationScoped
public class Reviewing {
    /** Characters that the signer may say it in. */
    public static final int LONGEST = 500;

    private Signatures signatures;
    private ReviewRequests requests;
    private Petitions petitions;
    private Vault vault;
    private Clock clock;

    protected Reviewing() {}

    @Inject
    public Reviewing(Signatures signatures, ReviewRequests requests, Petitions petitions, Vault vault, Clock clock) {
        this.signatures = signatures;
        this.requests = requests;
        this.petitions = petitions;
        this.vault = vault;
        this.clock = clock;
    }

    /**
     * Whether the token leads to a signature, for which review is asked afterwards if it is held or struck out.
     *
     * @param text at most {@link #LONGEST} characters; may be empty
     */
    @Transactional
    public boolean ask(Token page, String text) {
        // This hour's key, before the first statement.
        petitions.all().forEach(petition -> vault.seal(petition.id(), new byte[0], ReviewRequests.PURPOSE));
        Optional<Signature> signature = signatures.lockByPage(page);
        signature
                .filter(found -> found.state() == SignatureState.HELD || found.state() == SignatureState.STRUCK_OUT)
                .filter(found -> requests.find(found.petitionId(), found.id())
                        .filter(ReviewRequest::isOpen)
                        .isEmpty())
                .ifPresent(held -> requests.add(
                        held,
                        new ReviewRequest(
                                clock.instant().truncatedTo(ChronoUnit.HOURS),
                                Optional.of(text)
                                        .filter(said -> !said.isEmpty())
                                        .map(said -> seal(held, said)),
                                Optional.empty())));
        return signature.isPresent();
    }

    private Sealed seal(Signature signature, String text) {
        return vault.seal(signature.petitionId(), text.getBytes(UTF_8), ReviewRequests.PURPOSE);
    }
}
