package org.demarche.submission.print;

import com.openhtmltopdf.extend.FSObjectDrawer;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.render.DefaultObjectDrawerFactory;
import com.openhtmltopdf.render.RenderingContext;
import io.nayuki.qrcodegen.QrCode;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Map;
import org.w3c.dom.Element;

/**
 * A QR code (ISO/IEC 18004), drawn as areas and not as a picture, so that it is sharp at any size: an {@code object} of
 * {@link #TYPE} with its text in {@link #TEXT}. Style has to leave the four modules' width around it that readers need.
 */
final class QrDrawing implements FSObjectDrawer {
    static final String TYPE = "image/x-qr";
    static final String TEXT = "data-text";

    static DefaultObjectDrawerFactory factory() {
        DefaultObjectDrawerFactory factory = new DefaultObjectDrawerFactory();
        factory.registerDrawer(TYPE, new QrDrawing());
        return factory;
    }

    @Override
    public Map<Shape, String> drawObject(
            Element element,
            double x,
            double y,
            double width,
            double height,
            OutputDevice device,
            RenderingContext context,
            int dotsPerPixel) {
        QrCode code = QrCode.encodeText(element.getAttribute(TEXT), QrCode.Ecc.MEDIUM);
        device.drawWithGraphics(
                (float) x,
                (float) y,
                (float) width / dotsPerPixel,
                (float) height / dotsPerPixel,
                graphics -> draw(graphics, code, width / dotsPerPixel / code.size));
        return Map.of();
    }

    private static void draw(Graphics2D graphics, QrCode code, double module) {
        // One path: areas painted one by one would show seams between them.
        Path2D dark = new Path2D.Double();
        for (int row = 0; row < code.size; row++) {
            for (int from = 0, to; from < code.size; from = to + 1) {
                to = from;
                while (to < code.size && code.getModule(to, row)) {
                    to++;
                }
                if (to > from) {
                    dark.append(
                            new Rectangle2D.Double(from * module, row * module, (to - from) * module, module), false);
                }
            }
        }
        graphics.setColor(Color.BLACK);
        graphics.fill(dark);
    }
}
