package org.demarche.vault.ceremony;

import java.util.List;
import java.util.stream.Collectors;

/** The page to print after a ceremony: fingerprints and names, and nothing that opens anything. */
final class Sheet {
    private Sheet() {}

    static String of(String petition, String fingerprint, String publicKey, List<KeyFile> files) {
        String rows = files.stream()
                .map(file -> "<tr><th scope=\"row\">" + file.holder() + "</th><td></td><td></td></tr>")
                .collect(Collectors.joining("\n"));
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <title>Key ceremony: %1$s</title>
                <style>
                body { font: 12pt/1.5 serif; max-width: 40em; margin: 2em auto; padding: 0 1em }
                code { font: bold 13pt/1.6 monospace; overflow-wrap: anywhere }
                table { border-collapse: collapse; width: 100%% }
                th, td { border: 1px solid; padding: .6em; text-align: left; height: 2em }
                </style>
                </head>
                <body>
                <h1>Key ceremony: %1$s</h1>
                <p>The names of everybody who signs are encrypted to this petition’s key. Whoever has a key file and its
                passphrase can read them; if all key files or all passphrases are lost, nobody can, ever again.</p>
                <h2>Fingerprint of the key</h2>
                <p><code>%2$s</code></p>
                <p>Compare it with the page <em>Vault</em> of the portal. If it differs, do not open the petition.</p>
                <h2>Public key</h2>
                <p><code>%3$s</code></p>
                <h2>Key files</h2>
                <table>
                <tr><th scope="col">Holder</th><th scope="col">Received, date and signature</th><th scope="col">Drilled</th></tr>
                %4$s
                </table>
                <ol>
                <li>Each holder keeps their own file on two media, apart from the passphrase, and apart from the others.</li>
                <li>The recovery recipient keeps theirs sealed, outside the country that the petition is about.</li>
                <li>Each of them, the recovery recipient too, opens a test record before the petition is opened, and once a year.</li>
                <li>Erase the disk of the computer on which the key was made.</li>
                </ol>
                <p>Date and place:</p>
                </body>
                </html>
                """
                .formatted(petition, grouped(fingerprint), publicKey, rows);
    }

    /** In groups of four, as people compare them. */
    private static String grouped(String hex) {
        return hex.replaceAll("(.{4})(?=.)", "$1 ");
    }
}
