package org.demarche.submission.shelf;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.demarche.config.Settings;
import org.demarche.submission.Edition;
import org.demarche.submission.documents.Copy;
import org.demarche.submission.storage.Durable;
import org.demarche.submission.tree.TreeFolder;
import org.demarche.verification.Layout;

/**
 * Where the packages of editions lie, and where they are made. Each edition has a folder: {@code package} with both
 * copies, which appear together; {@code leaves} and {@code blocks}, its part of the tree; {@code work} while it is made.
 */
@ApplicationScoped
public class Packages {
    private Settings settings;

    protected Packages() {}

    @Inject
    public Packages(Settings settings) {
        this.settings = settings;
    }

    /** The sealed package with everything, while the edition has one that is not superseded. */
    public Optional<Path> file(String slug, Edition edition) {
        return file(slug, edition, Copy.FULL);
    }

    /** A sealed copy, while the edition has one that is not superseded. It is a ZIP archive whatever its name ends in. */
    public Optional<Path> file(String slug, Edition edition, Copy copy) {
        if (!edition.isWhole()) {
            return Optional.empty();
        }
        return edition.sealed()
                .map(made -> sealed(slug, edition.id()).resolve(made.file(copy).name()))
                .filter(Files::isRegularFile);
    }

    /**
     * Destroys what of an edition lies on the disk and names signers: the full copy, and what it was made of. The redacted
     * copy names nobody and stays, and so does its part of the tree. What is gone already is passed over.
     */
    public void destroyNames(String slug, Edition edition) {
        try {
            Durable.delete(work(slug, edition.id()));
            if (edition.sealed().isPresent()) {
                Path sealed = sealed(slug, edition.id());
                Durable.delete(
                        sealed.resolve(edition.sealed().get().file(Copy.FULL).name()));
                if (Files.isDirectory(sealed)) {
                    Durable.forceFolder(sealed);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The full copy of edition " + edition.id() + " could not be deleted", e);
        }
    }

    /** All that staff may take of an edition; nothing if it has no package, or not any more. */
    public List<Offer> offers(String slug, Edition edition) throws IOException {
        return file(slug, edition, Copy.REDACTED).isEmpty()
                ? List.of()
                : Offer.of(
                        edition.sealed().orElseThrow(),
                        file(slug, edition, Copy.FULL).isPresent(),
                        coverLetters(slug, edition));
    }

    /**
     * The languages that the letter of an edition is written in, the addressee's first; none if it has no package. The
     * letter names nobody but whom it speaks of and to.
     */
    public List<String> coverLetters(String slug, Edition edition) throws IOException {
        Optional<Path> file = file(slug, edition, Copy.REDACTED);
        if (file.isEmpty()) {
            return List.of();
        }
        String before = Layout.coverLetter("");
        int ending = before.lastIndexOf('.');
        try (ZipFile zip = new ZipFile(file.get().toFile())) {
            return zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith(before.substring(0, ending)))
                    .map(name -> name.substring(ending, name.lastIndexOf('.')))
                    .toList();
        }
    }

    /** The letter of an edition in one language as a plain PDF, to the byte as in the package; empty if there is none. */
    public Optional<byte[]> coverLetter(String slug, Edition edition, String language) throws IOException {
        return content(slug, edition, Layout.coverLetter(language));
    }

    /** A file of an edition's package that names no signer, to the byte; empty if there is none. */
    public Optional<byte[]> content(String slug, Edition edition, String name) throws IOException {
        Optional<Path> file = file(slug, edition, Copy.REDACTED);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try (ZipFile zip = new ZipFile(file.get().toFile())) {
            ZipEntry entry = zip.getEntry(name);
            if (entry == null) {
                return Optional.empty();
            }
            try (InputStream in = zip.getInputStream(entry)) {
                return Optional.of(in.readAllBytes());
            }
        }
    }

    /** An edition's part of the tree; empty until it is sealed. */
    public Optional<TreeFolder> tree(String slug, Edition edition) {
        return edition.sealed()
                .map(made -> made.tree().root().size())
                .map(after -> new TreeFolder(folder(slug, edition.id()), after - edition.rowsTotal(), after));
    }

    /** All that is kept of one edition. */
    public Path folder(String slug, long editionId) {
        return settings.data().resolve("editions").resolve(slug).resolve(Long.toString(editionId));
    }

    /** Both copies of one edition. */
    public Path sealed(String slug, long editionId) {
        return folder(slug, editionId).resolve("package");
    }

    /** Where one edition is made. */
    public Path work(String slug, long editionId) {
        return folder(slug, editionId).resolve("work");
    }

    /** Removes what was made of an edition that another one has superseded. */
    public void discard(String slug, long editionId) throws IOException {
        Durable.delete(work(slug, editionId));
        Durable.delete(sealed(slug, editionId));
        TreeFolder.delete(folder(slug, editionId));
    }
}
