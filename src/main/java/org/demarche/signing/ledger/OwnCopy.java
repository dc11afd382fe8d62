package org.demarche.signing.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.util.Map;
import java.util.Optional;
import org.demarche.vault.Token;

/**
 * A signer's own copy of what only they may read on their page; the page's token opens it, and nothing else does.
 *
 * @param nameSalt of the commitment to the name, in lower-case hexadecimal, for a receipt that is to prove it; copies
 *     that were made before there were receipts have none
 */
public record OwnCopy(String name, String email, Optional<String> nameSalt) {
    private static final String NAME = "name";
    private static final String EMAIL = "email";
    private static final String NAME_SALT = "nameSalt";

    // Kept: to look for them again takes longer than all else that sealing does.
    private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());
    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    public byte[] sealFor(Token page) {
        JsonObjectBuilder json = BUILDERS.createObjectBuilder().add(NAME, name).add(EMAIL, email);
        nameSalt.ifPresent(salt -> json.add(NAME_SALT, salt));
        return page.seal(json.build().toString().getBytes(UTF_8));
    }

    public static Optional<OwnCopy> open(byte[] sealed, Token page) {
        return page.open(sealed).map(bytes -> {
            JsonObject json = READERS.createReader(new StringReader(new String(bytes, UTF_8)))
                    .readObject();
            return new OwnCopy(
                    json.getString(NAME),
                    json.getString(EMAIL),
                    Optional.ofNullable(json.getJsonString(NAME_SALT)).map(JsonString::getString));
        });
    }

    @Override
    public String toString() {
        return "OwnCopy[…]";
    }
}
