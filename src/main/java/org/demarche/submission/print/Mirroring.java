package org.demarche.submission.print;

import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Turns the parts of a document round that are in a language that runs from right to left: their elements get the class
 * {@code rtl}, those that turn back inside {@code ltr}, and cells stand in their rows from the right, which the renderer cannot do by itself. {@link ReadingOrder}
 * turns the cells back for those who have them read out.
 */
final class Mirroring {
    private Mirroring() {}

    static Document apply(String xhtml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            // The portal's own documents have none; what somebody smuggled in could name files.
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(xhtml)));
            turn(document.getDocumentElement(), false);
            return document;
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("A document is not well-formed", e);
        }
    }

    static boolean turns(String language) {
        return ULocale.forLanguageTag(language).isRightToLeft();
    }

    private static void turn(Element element, boolean around) {
        boolean turns = element.hasAttribute("lang") ? turns(element.getAttribute("lang")) : around;
        if (turns || around) {
            String direction = turns ? "rtl" : "ltr";
            element.setAttribute("class", (element.getAttribute("class") + " " + direction).strip());
        }
        List<Element> children = children(element);
        children.forEach(child -> turn(child, turns));
        if (turns && element.getTagName().equals("tr")) {
            children.forEach(child -> element.insertBefore(child, element.getFirstChild()));
        }
    }

    private static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }
}
