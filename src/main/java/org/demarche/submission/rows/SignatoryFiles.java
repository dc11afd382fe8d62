package org.demarche.submission.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.demarche.audit.export.Formula;
import org.demarche.signature.Identity;
import org.demarche.signature.Visibility;
import org.demarche.vault.Sealed;
import org.demarche.verification.Layout;

/** Writes what names people: the openings of their rows, and the list of signatories for spreadsheets. */
final class SignatoryFiles implements Closeable {
    private static final int BUFFER = 64 * 1024;
    private static final HexFormat HEX = HexFormat.of();

    private final Function<Sealed, Identity> vault;
    private final OutputStream openings;
    private final CsvWriter csv;

    SignatoryFiles(Path content, Function<Sealed, Identity> vault) throws IOException {
        this.vault = vault;
        Files.createDirectories(content.resolve(Layout.SIGNATORIES));
        openings = new BufferedOutputStream(Files.newOutputStream(content.resolve(Layout.OPENINGS)), BUFFER);
        csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.CRLF)
                .build(content.resolve(Layout.SIGNATORIES_CSV), UTF_8);
        csv.writeRecord("row", "name", "country", "demands");
    }

    /**
     * Writes who stands behind a row.
     *
     * @param index of the row, from 0
     * @throws IdentityGone if it has been erased since the freeze
     * @throws CommitmentBroken if the row commits to something else
     */
    void write(long index, Entry row) throws IOException {
        Identity identity = vault.apply(row.identity().orElseThrow(IdentityGone::new));
        boolean full = row.visibility() == Visibility.FULL;
        if (!Arrays.equals(
                full ? identity.nameCommitment() : identity.initialsCommitment(), full ? row.name() : row.initials())) {
            throw new CommitmentBroken(index);
        }
        String shown = Normalizer.normalize(full ? identity.name() : identity.initials(), Normalizer.Form.NFC);
        openings.write(CanonicalJson.bytes(Map.of(
                full ? "name" : "initials",
                shown,
                "row",
                index,
                "salt",
                HEX.formatHex(full ? identity.nameSalt() : identity.initialsSalt()))));
        openings.write('\n');
        csv.writeRecord(
                Long.toString(index),
                Formula.defused(shown),
                row.cell().country(),
                row.demands().numbers().stream().map(String::valueOf).collect(Collectors.joining(" ")));
    }

    @Override
    public void close() throws IOException {
        try (openings) {
            csv.close();
        }
    }
}
