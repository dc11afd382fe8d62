package org.demarche.verification.seal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.URIDereferencer;
import javax.xml.crypto.URIReferenceException;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.demarche.verification.input.Defect;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Core validation of an XML signature (XMLDSig 1.1, section 3.2) by the JDK's own implementation under secure
 * validation, for ECDSA on P-256 with SHA-256. The references to files are compared by whoever holds the files.
 */
final class SignatureValidation {

    private static final String XADES = "http://uri.etsi.org/01903/v1.3.2#";

    private SignatureValidation() {}

    /**
     * Validates the signature value and the signed properties.
     *
     * @param document one that {@link SealForm} has read, so that its structure holds no surprise
     */
    static void validate(byte[] document, PublicKey key) throws Defect {
        requireP256(key);
        try {
            Document xml = parse(document);
            DOMValidateContext context = new DOMValidateContext(key, element(xml, XMLSignature.XMLNS, "Signature"));
            context.setProperty("org.jcp.xml.dsig.secureValidation", true);
            context.setIdAttributeNS(element(xml, XADES, "SignedProperties"), null, "Id");
            XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM", "XMLDSig");
            context.setURIDereferencer(withinTheDocument(factory.getURIDereferencer()));
            XMLSignature signature = factory.unmarshalXMLSignature(context);
            if (!signature.getSignatureValue().validate(context)) {
                throw new Defect("its signature was not made with the key of its certificate, or what it signs"
                        + " has been changed");
            }
            validateProperties(signature, context);
        } catch (MarshalException | XMLSignatureException | GeneralSecurityException refused) {
            throw new Defect("its signature cannot be validated: " + refused.getMessage());
        }
    }

    private static void validateProperties(XMLSignature signature, DOMValidateContext context)
            throws Defect, XMLSignatureException {
        for (Reference reference : signature.getSignedInfo().getReferences()) {
            if (reference.getURI().startsWith("#") && !reference.validate(context)) {
                throw new Defect("the properties that the sealer signed (time, certificate, media types) have been"
                        + " changed");
            }
        }
    }

    /** Nothing is fetched, from the network or the disk, whatever a reference names. */
    private static URIDereferencer withinTheDocument(URIDereferencer whole) {
        return (reference, context) -> {
            if (!reference.getURI().startsWith("#")) {
                throw new URIReferenceException("only the document itself is looked into");
            }
            return whole.dereference(reference, context);
        };
    }

    private static void requireP256(PublicKey key) throws Defect {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            ECParameterSpec p256 = parameters.getParameterSpec(ECParameterSpec.class);
            if (key instanceof ECPublicKey ec
                    && ec.getParams().getCurve().equals(p256.getCurve())
                    && ec.getParams().getGenerator().equals(p256.getGenerator())
                    && ec.getParams().getOrder().equals(p256.getOrder())) {
                return;
            }
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This Java platform lacks the curve P-256", impossible);
        }
        throw new Defect("the key of its certificate is not one on the curve P-256");
    }

    private static Document parse(byte[] document) throws Defect {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(document));
        } catch (SAXException | IOException unreadable) {
            throw new Defect("it is not XML");
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException("This Java platform cannot read XML safely", impossible);
        }
    }

    private static Element element(Document document, String namespace, String name) {
        return (Element) document.getElementsByTagNameNS(namespace, name).item(0);
    }
}
