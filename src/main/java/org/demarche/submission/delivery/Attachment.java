package org.demarche.submission.delivery;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.HexFormat;

/** A photograph or a scan of a delivery, as the database knows it: where its file lies and what is in it. */
@Embeddable
public class Attachment {
    @Column(name = "attachment_name")
    private String name;

    @Column(name = "attachment_type")
    private String mediaType;

    @Column(name = "attachment_sha256")
    private byte[] sha256;

    protected Attachment() {}

    Attachment(String name, String mediaType, byte[] sha256) {
        this.name = name;
        this.mediaType = mediaType;
        this.sha256 = sha256;
    }

    /** The provider may make an empty one of empty columns. */
    boolean isThere() {
        return name != null;
    }

    /** Of its file; random, so that it tells nothing. */
    String name() {
        return name;
    }

    public String mediaType() {
        return mediaType;
    }

    /** Of the file as it is kept, in lower-case hexadecimal. */
    public String sha256() {
        return HexFormat.of().formatHex(sha256);
    }

    byte[] digest() {
        return sha256;
    }
}
