package org.demarche.submission;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.HexFormat;
import org.demarche.submission.documents.Copy;
import org.demarche.submission.documents.SealFacts;
import org.demarche.submission.documents.SealFacts.Level;
import org.demarche.submission.rows.Root;
import org.demarche.submission.rows.TreeHead;
import org.demarche.submission.seal.SealedFile;

/** What became of an edition's compilation: its package, in two copies, and what it was sealed with. */
@Embeddable
public class SealedPackage {
    private byte[] root;

    @Column(name = "tree_size")
    private Long treeSize;

    private byte[] peaks;

    @Column(name = "manifest_sha256")
    private byte[] manifestSha256;

    @Column(name = "file_name")
    private String fileName;

    @Column(name = "file_sha256")
    private byte[] fileSha256;

    @Column(name = "redacted_name")
    private String redactedName;

    @Column(name = "redacted_sha256")
    private byte[] redactedSha256;

    @Column(name = "seal_sha256")
    private byte[] sealSha256;

    @Enumerated(EnumType.STRING)
    @Column(name = "seal_level")
    private Level sealLevel;

    @Column(name = "checkpoint_key")
    private String checkpointKey;

    @Column(name = "sealed_at")
    private Instant sealedAt;

    protected SealedPackage() {}

    /**
     * What was sealed at a moment.
     *
     * @param tree over the edition's rows and those of all editions before
     * @param manifestSha256 of the manifest, which is the same in both copies
     * @param seal the keys and the level
     * @param full the copy with everything
     * @param redacted the copy that names nobody
     */
    public SealedPackage(
            TreeHead tree, byte[] manifestSha256, SealFacts seal, SealedFile full, SealedFile redacted, Instant at) {
        this.root = tree.root().hash();
        this.treeSize = tree.root().size();
        this.peaks = tree.joinedPeaks();
        this.manifestSha256 = manifestSha256;
        this.fileName = full.name();
        this.fileSha256 = full.sha256();
        this.redactedName = redacted.name();
        this.redactedSha256 = redacted.sha256();
        this.sealSha256 = HexFormat.of().parseHex(seal.fingerprint());
        this.sealLevel = seal.level();
        this.checkpointKey = seal.checkpoint();
        this.sealedAt = at;
    }

    /** The provider may make an empty one of empty columns. */
    boolean isThere() {
        return sealedAt != null;
    }

    /** The tree over the edition's rows and those of all editions before. */
    public TreeHead tree() {
        return TreeHead.of(new Root(root, treeSize), peaks);
    }

    /** SHA-256 of the manifest, which names the edition in both copies, in lower-case hexadecimal. */
    public String manifestSha256() {
        return HexFormat.of().formatHex(manifestSha256);
    }

    /** One of the copies, such as {@code azimjan-askarov-edition-1.asice}. */
    public SealedFile file(Copy copy) {
        return copy == Copy.FULL ? new SealedFile(fileName, fileSha256) : new SealedFile(redactedName, redactedSha256);
    }

    /** The keys that it was made with, and how far its seal goes. */
    public SealFacts seal() {
        return new SealFacts(HexFormat.of().formatHex(sealSha256), checkpointKey, sealLevel);
    }

    /** When it was sealed. */
    public Instant at() {
        return sealedAt;
    }
}
