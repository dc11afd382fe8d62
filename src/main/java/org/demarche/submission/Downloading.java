package org.demarche.submission;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.demarche.audit.Act;
import org.demarche.audit.Actor;
import org.demarche.audit.AuditLog;
import org.demarche.submission.documents.Copy;

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
     * The file of the package with everything; empty if the edition has none.
     *
     * @throws org.demarche.audit.NotAllowed if the actor may not
     */
    @Transactional
    public Optional<Path> download(String slug, Edition edition, Actor actor) {
        return download(slug, edition, Copy.FULL, actor);
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
        file.ifPresent(found -> log.append(
                actor.reference(),
                "download",
                "edition/" + edition.petitionId() + "/" + edition.id(),
                Map.of(
                        "file",
                        found.getFileName().toString(),
                        "sha256",
                        edition.fileSha256(copy).orElse(""))));
        return file;
    }
}
