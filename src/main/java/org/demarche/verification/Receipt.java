package org.demarche.verification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.demarche.verification.input.Base64Text;
import org.demarche.verification.input.Defect;
import org.demarche.verification.input.JsonObject;
import org.demarche.verification.input.Sha256;
import org.demarche.verification.input.Utf8;
import org.demarche.verification.proof.Checkpoint;
import org.demarche.verification.proof.InclusionProof;
import org.demarche.verification.proof.VerifierKey;

/**
 * What a signer keeps to prove that their signature is in an edition: a file of c2sp.org/tlog-proof that carries the row,
 * its place in the tree, the hashes beside its way up to the root, and the edition's checkpoint. It is a secret of its
 * holder.
 */
public final class Receipt implements ReceiptReading {

    /** Bytes in a receipt. */
    public static final int LONGEST = 64 * 1024;

    private static final String FIRST_LINE = "c2sp.org/tlog-proof@v1";
    private static final Pattern INDEX = Pattern.compile("index (0|[1-9][0-9]{0,15})");
    private static final Pattern EXTRA = Pattern.compile("extra ([A-Za-z0-9+/=]+)");

    private final long index;
    private final List<byte[]> proof;
    private final Checkpoint checkpoint;
    private final String petition;
    private final long edition;
    private final String line;
    private final Row row;
    private final Optional<Opening> opening;

    /** What a receipt fails to prove. */
    public enum Fault {
        /** The proof does not lead from the row to the checkpoint's root: the signature is not in that tree. */
        INCLUSION,
        /** The checkpoint was not signed with the trusted key, or is that of another petition. */
        SIGNATURE,
        /** The checkpoint is not the one that is known of that edition. */
        CHECKPOINT,
        /** The name is not the one that the row commits to. */
        NAME
    }

    /**
     * What came of verifying a receipt.
     *
     * @param fault what it fails to prove; empty if all holds
     * @param sentence the same in plain English; it may quote the receipt, so treat it as foreign text
     */
    public record Result(Optional<Fault> fault, String sentence) {

        public boolean holds() {
            return fault.isEmpty();
        }
    }

    /** One thing that a receipt has to prove. */
    private record Claim(Fault otherwise, Proving proving) {

        private interface Proving {
            void run() throws Defect;
        }
    }

    private Receipt(String text) throws Defect {
        int end = text.indexOf("\n\n");
        if (end < 0) {
            throw new Defect("it is not a receipt: it has no checkpoint");
        }
        List<String> lines = List.of(text.substring(0, end).split("\n", -1));
        if (!lines.get(0).equals(FIRST_LINE)) {
            throw new Defect("it is not a receipt: its first line is not " + FIRST_LINE);
        }
        JsonObject extra = extra(matched(EXTRA, lines, 1));
        index = Long.parseLong(matched(INDEX, lines, 2));
        proof = hashes(lines.subList(3, lines.size()));
        try {
            checkpoint = Checkpoint.read(Utf8.encode(text.substring(end + 2)));
        } catch (Defect defect) {
            throw defect.in("its checkpoint");
        }
        boolean named = extra.has("name") || extra.has("salt");
        extra.only(
                named
                        ? new String[] {"edition", "name", "petition", "row", "salt"}
                        : new String[] {"edition", "petition", "row"});
        petition = extra.text("petition");
        edition = extra.count("edition");
        line = extra.text("row");
        row = row(line);
        opening = named
                ? Optional.of(Opening.of(index, Visibility.FULL, extra.text("name"), extra.text("salt")))
                : Optional.empty();
    }

    /** {@return the receipt that the bytes are, or why they are none} */
    public static ReceiptReading read(byte[] bytes) {
        try {
            return parse(bytes);
        } catch (Defect defect) {
            return new Unreadable(defect.getMessage());
        }
    }

    static Receipt parse(byte[] bytes) throws Defect {
        if (bytes.length > LONGEST) {
            throw new Defect("it has more than " + LONGEST + " bytes, which no receipt has");
        }
        return new Receipt(Utf8.decode(bytes));
    }

    /** {@return the petition's name in URLs, as the receipt says} */
    public String petition() {
        return petition;
    }

    /** {@return from 1, as the receipt says} */
    public long edition() {
        return edition;
    }

    /** {@return the place of the signature's leaf in the tree, from 0} */
    public long index() {
        return index;
    }

    /** {@return the signature's line of {@code data/rows.jsonl}, without its line feed} */
    public String row() {
        return line;
    }

    /** {@return numbers of the demands that the signature supports, ascending} */
    public List<Long> demands() {
        return List.copyOf(row.demands());
    }

    /** {@return what the signer lets the addressee see} */
    public Visibility visibility() {
        return row.visibility();
    }

    /** {@return the holder's name, if the receipt is to show it} */
    public Optional<String> name() {
        return opening.map(Opening::text);
    }

    /** {@return the hashes beside the way up from the leaf to the root, 32 bytes each} */
    public List<byte[]> proof() {
        return proof.stream().map(byte[]::clone).toList();
    }

    /** {@return the edition's {@code data/checkpoint.txt}, as the receipt has it} */
    public byte[] checkpoint() {
        return checkpoint.bytes();
    }

    /**
     * Verifies the receipt by itself: that its signature is in the tree of a checkpoint that a trusted key signed.
     *
     * @param verifierKey as c2sp.org/signed-note writes it, known from elsewhere than the receipt
     * @throws IllegalArgumentException if that is not such a key
     */
    public Result verify(String verifierKey) {
        VerifierKey key = trusted(verifierKey);
        return verify(List.of(
                new Claim(Fault.INCLUSION, this::requireInclusion),
                new Claim(Fault.SIGNATURE, () -> requireSignature(key)),
                new Claim(Fault.NAME, this::requireName)));
    }

    /**
     * Verifies the receipt against an edition whose checkpoint is known.
     *
     * @param known that edition's {@code data/checkpoint.txt}
     * @param verifierKey as above
     * @throws IllegalArgumentException if the key is none
     */
    public Result verify(byte[] known, String verifierKey) {
        VerifierKey key = trusted(verifierKey);
        return verify(List.of(
                new Claim(Fault.INCLUSION, this::requireInclusion),
                new Claim(Fault.CHECKPOINT, () -> requireCheckpoint(known)),
                new Claim(Fault.SIGNATURE, () -> requireSignature(key)),
                new Claim(Fault.NAME, this::requireName)));
    }

    void requireInclusion() throws Defect {
        try {
            InclusionProof.verify(
                    Leaf.hash(Utf8.encode(line)), index, checkpoint.size(), proof, checkpoint.root());
        } catch (Defect defect) {
            throw defect.in("the receipt's signature is not in its tree");
        }
    }

    void requireCheckpoint(byte[] known) throws Defect {
        if (!Arrays.equals(checkpoint.bytes(), known)) {
            throw new Defect("the receipt has another checkpoint than the edition: of " + checkpoint.size()
                    + " leaves with the root " + Sha256.hex(checkpoint.root()) + " by " + checkpoint.origin());
        }
    }

    void requireName() throws Defect {
        if (opening.isPresent() && !opening.get().commitment().equals(row.name())) {
            throw new Defect("the receipt's name is not the one that its row commits to: that is " + row.name()
                    + ", but name and salt give " + opening.get().commitment());
        }
    }

    private void requireSignature(VerifierKey key) throws Defect {
        checkpoint.verify(key);
        if (!CheckpointCheck.isFrom(petition, checkpoint.origin())) {
            throw new Defect("the receipt is for " + petition + ", but its checkpoint is from " + checkpoint.origin());
        }
    }

    private Result verify(List<Claim> claims) {
        for (Claim claim : claims) {
            try {
                claim.proving().run();
            } catch (Defect defect) {
                return new Result(Optional.of(claim.otherwise()), defect.getMessage());
            }
        }
        return new Result(
                Optional.empty(), "the signature is leaf " + index + " of " + checkpoint.size() + " by "
                        + checkpoint.origin());
    }

    private static VerifierKey trusted(String verifierKey) {
        try {
            return VerifierKey.read(verifierKey);
        } catch (Defect defect) {
            throw new IllegalArgumentException(defect.getMessage());
        }
    }

    private static JsonObject extra(String base64) throws Defect {
        try {
            return JsonObject.read(Base64Text.decode(base64));
        } catch (Defect defect) {
            throw defect.in("its line 2");
        }
    }

    private static Row row(String line) throws Defect {
        try {
            return Row.read(Utf8.encode(line));
        } catch (Defect defect) {
            throw defect.in("its row");
        }
    }

    private static String matched(Pattern pattern, List<String> lines, int number) throws Defect {
        if (number < lines.size()) {
            Matcher matcher = pattern.matcher(lines.get(number));
            if (matcher.matches()) {
                return matcher.group(1);
            }
        }
        throw new Defect("it is not a receipt: its line " + (number + 1) + " is not as it has to be");
    }

    private static List<byte[]> hashes(List<String> lines) throws Defect {
        if (lines.size() > InclusionProof.LONGEST) {
            throw new Defect("its proof has more hashes than any tree is high: " + lines.size());
        }
        List<byte[]> hashes = new ArrayList<>();
        for (String line : lines) {
            byte[] hash = Base64Text.decode(line);
            if (hash.length != Sha256.LENGTH) {
                throw new Defect("its proof has a hash of " + hash.length + " bytes, not " + Sha256.LENGTH);
            }
            hashes.add(hash);
        }
        return hashes;
    }
}
