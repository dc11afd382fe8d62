package org.demarche.signing.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.Optional;
import org.demarche.vault.Token;

/** A signer's own copy of what only they may read on their page; the page's token opens it, and nothing else does. */
public record OwnCopy(String name, String email) {

    public byte[] sealFor(Token page) {
        JsonObject json =
                Json.createObjectBuilder().add("name", name).add("email", email).build();
        return page.seal(json.toString().getBytes(UTF_8));
    }

    public static Optional<OwnCopy> open(byte[] sealed, Token page) {
        return page.open(sealed).map(bytes -> {
            JsonObject json = Json.createReader(new StringReader(new String(bytes, UTF_8)))
                    .readObject();
            return new OwnCopy(json.getString("name"), json.getString("email"));
        });
    }

    @Override
    public String toString() {
        return "OwnCopy[…]";
    }
}
