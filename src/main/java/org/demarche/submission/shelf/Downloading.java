package org.demarche.submission.shelf;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.demarche.audit.Act;
import org.demarche.audit.Actor;
import org.demarche.audit.AuditLog;
import org.demarche.submission.Edition;
import org.demarche.submission.documents.Copy;
import org.demarche.verification.Layout;

/** Handing out a sealed package, names and all: noted in the audit log before the first byte leaves. */
@ApplicationScoped
public class Downloading {
    private Packages packages;
    private AuditLog log;

    protected Downloading() {}

    @Inject
    Downloading(Packages packages, AuditLog log) {
        this.packages = packages;
        this.log = log;
    }

    /**
     * The file of a copy, a ZIP archive whatever name it is handed out under; empty if the edition has none.
     *
     * @throws org.demarche.audit.NotAllowed if the actor may not
     */
    @Transactional
    public Optional<Path> download(String slug, Edition edition, Copy copy, Actor actor) {
        actor.must(Act.DOWNLOAD);
        Optional<Path> file = packages.file(slug, edition, copy);
        file.ifPresent(found -> note(
                actor,
                edition,
                found.getFileName().toString(),
                edition.sealed().map(made -> made.file(copy).hex()).orElse("")));
        return file;
    }

    /**
     * The letter of an edition in one language as a plain PDF; empty if there is none.
     *
     * @throws org.demarche.audit.NotAllowed if the actor may not
     */
    @Transactional
    public Optional<byte[]> letter(String slug, Edition edition, String language, Actor actor) throws IOException {
        actor.must(Act.DOWNLOAD);
        Optional<byte[]> letter = packages.coverLetter(slug, edition, language);
        letter.ifPresent(found -> note(
                actor,
                edition,
                Layout.coverLetter(language),
                edition.sealed().map(made -> made.file(Copy.REDACTED).hex()).orElse("")));
        return letter;
    }

    private void note(Actor actor, Edition edition, String file, String sha256) {
        log.append(
                actor.reference(),
                "download",
                "edition/" + edition.petitionId() + "/" + edition.id(),
                Map.of("file", file, "sha256", sha256));
    }
}
