package org.demarche.moderation.transparency;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.demarche.audit.PublishedHead;
import org.demarche.audit.PublishedHeads;
import org.demarche.moderation.Reason;
import org.demarche.moderation.Reasons;
import org.demarche.petition.Petition;
import org.demarche.statistics.SmallCells;

/** The public account of what staff decided. */
@Named
@RequestScoped
public class TransparencyPage {
    private Petition petition;
    private Accounts accounts;
    private Reasons reasons;
    private PublishedHeads heads;
    private Transparency numbers;

    protected TransparencyPage() {}

    @Inject
    TransparencyPage(Petition petition, Accounts accounts, Reasons reasons, PublishedHeads heads) {
        this.petition = petition;
        this.accounts = accounts;
        this.reasons = reasons;
        this.heads = heads;
    }

    @PostConstruct
    void read() {
        numbers = accounts.of(petition.id());
    }

    public Transparency getNumbers() {
        return numbers;
    }

    /** The reasons, the most frequent first; what is put together is the last. */
    public List<Map.Entry<String, Long>> getReasons() {
        return numbers.reasons().entrySet().stream()
                .sorted((one, other) -> isPooled(one.getKey()) != isPooled(other.getKey())
                        ? Boolean.compare(isPooled(one.getKey()), isPooled(other.getKey()))
                        : Long.compare(other.getValue(), one.getValue()))
                .toList();
    }

    public boolean isPooled(String code) {
        return code.equals(SmallCells.POOLED);
    }

    /** What signers read of a reason. */
    public String words(String code, String language) {
        return reasons.find(code).map((Reason reason) -> reason.text(language)).orElse(code);
    }

    /** The head of the audit log that was published last; null if none was yet. */
    public PublishedHead getHead() {
        Optional<PublishedHead> last = heads.last();
        return last.orElse(null);
    }
}
