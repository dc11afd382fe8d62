package org.demarche.signing.own;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import org.demarche.vault.Token;

/** All that is stored about a signer, as a file. Where the link leads nowhere, the page that says so is drawn. */
@Named
@RequestScoped
public class SignatureDataPage {
    private Optional<Token> token;
    private Disclosing disclosing;
    private SignaturePage page;

    protected SignatureDataPage() {}

    @Inject
    public SignatureDataPage(Optional<Token> token, Disclosing disclosing, SignaturePage page) {
        this.token = token;
        this.disclosing = disclosing;
        this.page = page;
    }

    /** Before the page is drawn: answers with the file instead, if there is one. */
    public void look() throws IOException {
        Optional<JsonObject> data = token.flatMap(disclosing::disclose);
        if (data.isEmpty()) {
            page.look();
            return;
        }
        byte[] file = written(data.get());
        FacesContext context = FacesContext.getCurrentInstance();
        ExternalContext answer = context.getExternalContext();
        answer.setResponseContentType("application/json");
        answer.setResponseHeader("Content-Disposition", "attachment; filename=\"signature.json\"");
        answer.setResponseContentLength(file.length);
        answer.getResponseOutputStream().write(file);
        context.responseComplete();
    }

    private static byte[] written(JsonObject data) {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                .createWriter(text)) {
            writer.writeObject(data);
        }
        return text.toString().strip().concat("\n").getBytes(UTF_8);
    }
}
