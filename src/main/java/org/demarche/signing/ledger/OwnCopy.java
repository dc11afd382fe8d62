package org.demarche.signing.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.io.StringReader;
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

    public byte[] sealFor(Token page) {
        JsonObjectBuilder json = Json.createObjectBuilder().add(NAME, name).add(EMAIL, email);
        nameSalt.ifPresent(salt -> json.add(NAME_SALT, salt));
        return page.seal(json.build().toString().getBytes(UTF_8));
    }

    public static Optional<OwnCopy> open(byte[] sealed, Token page) {
        return page.open(sealed).map(bytes -> {
            JsonObject json = Json.createReader(new StringReader(new String(bytes, UTF_8)))
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
