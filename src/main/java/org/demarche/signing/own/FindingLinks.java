package org.demarche.signing.own;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import org.demarche.mail.Address;
import org.demarche.petition.Petition;
import org.demarche.petition.Petitions;
import org.demarche.signing.ledger.AttemptMade;
import org.demarche.signing.ledger.LinkRequest;
import org.demarche.signing.ledger.LinkRequests;
import org.demarche.signing.ledger.Sealing;

/** A signer has lost the link to their page. Every address gets the same answer; the mail goes only where one signed. */
@ApplicationScoped
public class FindingLinks {
    private LinkRequests requests;
    private Petitions petitions;
    private Sealing sealing;
    private Event<AttemptMade> made;
    private Clock clock;

    protected FindingLinks() {}

    @Inject
    public FindingLinks(
            LinkRequests requests, Petitions petitions, Sealing sealing, Event<AttemptMade> made, Clock clock) {
        this.requests = requests;
        this.petitions = petitions;
        this.sealing = sealing;
        this.made = made;
        this.clock = clock;
    }

    @Transactional
    public void request(Address address, String language) {
        for (Petition petition : petitions.all()) {
            requests.add(new LinkRequest(
                    petition.id(),
                    language,
                    sealing.hashes(petition.id(), address),
                    sealing.seal(petition.id(), address),
                    clock.instant()));
        }
        made.fire(new AttemptMade(0));
    }
}
