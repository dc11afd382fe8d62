package org.demarche.signing.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.demarche.mail.Address;
import org.demarche.mail.AddressRules;
import org.demarche.signature.AddressHashes;
import org.demarche.signature.Identity;
import org.demarche.signature.SealedContact;
import org.demarche.signature.SealedIdentity;
import org.demarche.signing.form.TypedName;
import org.demarche.vault.AddressKeys;
import org.demarche.vault.KeyedHash;
import org.demarche.vault.Sealed;
import org.demarche.vault.SealedAddress;
import org.demarche.vault.Token;
import org.demarche.vault.Vault;

/** Turns what a person typed into what the server may keep. */
@ApplicationScoped
public class Sealing {
    private static final String TOKEN = "token";

    private final SecureRandom random = new SecureRandom();
    private Vault vault;
    private AddressKeys addressKeys;
    private KeyedHash hash;
    private AddressRules rules;

    protected Sealing() {}

    @Inject
    public Sealing(Vault vault, AddressKeys addressKeys, KeyedHash hash, AddressRules rules) {
        this.vault = vault;
        this.addressKeys = addressKeys;
        this.hash = hash;
        this.rules = rules;
    }

    /**
     * Makes sure of this hour's keys. Called before a transaction begins: while it holds a connection, waiting for
     * another one to make the key could block everybody.
     */
    public void prepare(long petitionId) {
        vault.prepare(petitionId);
    }

    public SealedForm seal(long petitionId, String name, Address address) {
        Token token = newToken();
        Identity identity = Identity.of(name, random);
        AddressHashes hashes = hashes(petitionId, address);
        Token page = Links.pageAfter(token);
        return new SealedForm(
                new SealedIdentity(identity, vault.seal(petitionId, identity.toBytes(), SealedIdentity.PURPOSE)),
                addressKeys.seal(petitionId, address.text()),
                hashes,
                hash.ofName(petitionId, hashes.current(), TypedName.folded(name)),
                new OwnCopy(
                                identity.name(),
                                address.text(),
                                Optional.of(HexFormat.of().formatHex(identity.nameSalt())))
                        .sealFor(page),
                vault.seal(petitionId, token.text().getBytes(UTF_8), TOKEN),
                token.hash(),
                page.hash(),
                codeHash(petitionId, hashes.current(), Code.of(token)));
    }

    /**
     * Once confirmed, an address is sealed like a name: the server cannot read it any more.
     *
     * @param hashes of the address under the rules as they are now
     */
    public SealedContact sealForGood(Attempt attempt, AddressHashes hashes, String address) {
        Sealed sealed = vault.seal(attempt.petitionId(), address.getBytes(UTF_8), SealedContact.PURPOSE);
        return new SealedContact(hashes, nameHash(attempt, hashes), sealed);
    }

    /** The hash of an attempt's name; null if the rules that it is bound to have changed since for this address. */
    public byte[] nameHash(Attempt attempt, AddressHashes hashes) {
        return Arrays.equals(attempt.addressHash(), hashes.current()) ? attempt.nameHash() : null;
    }

    public SealedAddress seal(long petitionId, Address address) {
        return addressKeys.seal(petitionId, address.text());
    }

    public byte[] hash(long petitionId, Address address) {
        return hash.ofAddress(petitionId, address.canonical(rules));
    }

    /** An address as it can be found again, whatever rules it was signed under. */
    public AddressHashes hashes(long petitionId, Address address) {
        return AddressHashes.of(hash, rules, petitionId, address);
    }

    /** The same for an address that was kept. */
    public AddressHashes hashes(long petitionId, String address) {
        return hashes(petitionId, Address.parse(address).orElseThrow());
    }

    public byte[] codeHash(long petitionId, byte[] addressHash, Code code) {
        return hash.ofCode(petitionId, addressHash, code.text());
    }

    /** The token of an attempt's first mail, while this node can still read it. */
    public Optional<Token> firstToken(Attempt attempt) {
        return attempt.sealedToken()
                .flatMap(token -> vault.openHere(attempt.petitionId(), token, TOKEN))
                .flatMap(bytes -> Token.parse(new String(bytes, UTF_8)));
    }

    /** The address of an attempt, while its key exists. */
    public Optional<String> address(Attempt attempt) {
        return attempt.address().flatMap(address -> addressKeys.open(attempt.petitionId(), address));
    }

    public Optional<String> open(long petitionId, SealedAddress sealed) {
        return addressKeys.open(petitionId, sealed);
    }

    public Token newToken() {
        return Token.random(random);
    }
}
