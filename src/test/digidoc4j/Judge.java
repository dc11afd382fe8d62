import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.digidoc4j.Configuration;
import org.digidoc4j.ContainerOpener;
import org.digidoc4j.ContainerValidationResult;
import org.digidoc4j.impl.asic.tsl.TSLCertificateSourceImpl;

/**
 * Says what DigiDoc4j thinks of containers, a line each: {@code VALID} or {@code NOT VALID} with the reasons. It trusts the
 * certificate that stands first among its arguments when it judges all but the last container, and nobody then; and it
 * asks nobody on the network.
 */
final class Judge {
    public static void main(String[] arguments) throws Exception {
        TSLCertificateSourceImpl trusted = new TSLCertificateSourceImpl();
        trusted.addTSLCertificate((X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(Files.newInputStream(Path.of(arguments[0]))));
        int last = arguments.length - 1;
        for (int i = 1; i < last; i++) {
            judge(arguments[i], trusted);
        }
        judge(arguments[last], new TSLCertificateSourceImpl());
        // Its threads would keep the process.
        System.exit(0);
    }

    private static void judge(String container, TSLCertificateSourceImpl trusted) {
        Configuration configuration = new Configuration(Configuration.Mode.TEST);
        configuration.setTSL(trusted);
        ContainerValidationResult result =
                ContainerOpener.open(container, configuration).validate();
        System.out.println(
                result.isValid()
                        ? "VALID"
                        : "NOT VALID: " + String.valueOf(result.getErrors()).replaceAll("\\s+", " "));
    }
}
