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
     * The package's file; empty if the edition has none.
     *
     * @throws org.demarche.audit.NotAllowed if the actor may not
     */
    @Transactional
    public Optional<Path> download(String slug, Edition edition, Actor actor) {
        actor.must(Act.DOWNLOAD);
        Optional<Path> file = packages.file(slug, edition);
        file.ifPresent(found -> log.append(
                actor.reference(),
                "download",
                "edition/" + edition.petitionId() + "/" + edition.id(),
                Map.of(
                        "file",
                        found.getFileName().toString(),
                        "sha256",
                        edition.fileSha256().orElse(""))));
        return file;
    }
}
