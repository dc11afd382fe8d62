package org.demarche.launch;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the server has to know before the portal is deployed: where it listens and which database it uses.
 *
 * @param port TCP port, 1 to 65535
 * @param bind listening address
 * @param monitorPort TCP port for monitors, on loopback alone; empty for none
 * @param data the folder
 * @param database the data source's class, url, user and password, by property name
 * @param logFormat {@code text} or {@code json}
 */
record ServerSettings(
        int port, String bind, OptionalInt monitorPort, Path data, Map<String, String> database, String logFormat) {
    /** Longer than any statement of the portal takes: large work goes in portions. */
    private static final int SILENCE_SECONDS = 180;

    private static final String MONITOR = "demarche.monitor-port";
    private static final String LISTENER = "network-config.network-listeners.network-listener.http-listener.";
    private static final String TRANSPORT = "network-config.transports.transport.tcp.";
    private static final String HTTP = "network-config.protocols.protocol.http-listener.http.";

    static ServerSettings read(Function<String, Optional<String>> setting) {
        Path data = Path.of(setting.apply("demarche.data").orElse("data")).toAbsolutePath();
        return new ServerSettings(
                port("demarche.port", setting.apply("demarche.port").orElse("8080")),
                setting.apply("demarche.bind").orElse("127.0.0.1"),
                setting.apply(MONITOR)
                        .map(text -> OptionalInt.of(port(MONITOR, text)))
                        .orElse(OptionalInt.empty()),
                data,
                database(setting, data),
                logFormat(setting.apply(LogLines.FORMAT).orElse("text")));
    }

    private static String logFormat(String text) {
        if (!text.equals("text") && !text.equals(LogLines.JSON)) {
            throw new IllegalArgumentException(LogLines.FORMAT + " is '" + text + "'; give text or json.");
        }
        return text;
    }

    private static int port(String name, String text) {
        if (text.matches("[0-9]{1,5}")) {
            int port = Integer.parseInt(text);
            if (port > 0 && port < 65536) {
                return port;
            }
        }
        throw new IllegalArgumentException(name + " is '" + text + "'; give a number from 1 to 65535.");
    }

    private static Map<String, String> database(Function<String, Optional<String>> setting, Path data) {
        Optional<String> url = setting.apply("demarche.db.url");
        Map<String, String> database = new TreeMap<>();
        if (url.isEmpty()) {
            // In-process: reachable through the data folder alone, so its password guards nothing.
            database.put("demarche.db.class", "org.h2.jdbcx.JdbcDataSource");
            // Without delay: what was acknowledged must outlive a kill.
            String options = ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0";
            database.put("demarche.db.url", "jdbc:h2:file:" + data.resolve("database") + options);
            database.put("demarche.db.user", "demarche");
            database.put("demarche.db.password", "embedded");
        } else if (url.get().startsWith("jdbc:postgresql:")) {
            database.put("demarche.db.class", "org.postgresql.ds.PGSimpleDataSource");
            // Else the server would quote the values of a refused row in its errors, and so in our log.
            // Nor would a server that has stopped to answer, but not to listen, ever be given up.
            String options = "logServerErrorDetail=false&reWriteBatchedInserts=true&tcpKeepAlive=true"
                    + (url.get().contains("socketTimeout=") ? "" : "&socketTimeout=" + SILENCE_SECONDS);
            database.put("demarche.db.url", with(url.get(), options));
            database.put("demarche.db.user", required(setting, "demarche.db.user"));
            database.put("demarche.db.password", required(setting, "demarche.db.password"));
        } else {
            throw new IllegalArgumentException("demarche.db.url must begin with jdbc:postgresql:, or be left out.");
        }
        return database;
    }

    private static String with(String url, String parameter) {
        return url + (url.contains("?") ? "&" : "?") + parameter;
    }

    private static String required(Function<String, Optional<String>> setting, String name) {
        return setting.apply(name).orElseThrow(() -> new IllegalArgumentException(name + " is missing."));
    }

    /** Makes the settings visible to the deployment descriptor and to the portal's own configuration. */
    void publish() {
        System.setProperty("demarche.port", Integer.toString(port));
        System.setProperty("demarche.bind", bind);
        System.setProperty("demarche.data", data.toString());
        System.setProperty(LogLines.FORMAT, logFormat);
        // Else the mail library looks through all others for this at every part of every mail.
        System.setProperty("jakarta.mail.util.StreamProvider", "org.eclipse.angus.mail.util.MailStreamProvider");
        database.forEach(System::setProperty);
    }

    /** What must hold before the server opens a port. */
    String preBootCommands() {
        String values = Stream.of(
                        "hazelcast-config-specific-configuration.enabled=false",
                        "batch-runtime-configuration.data-source-lookup-name=java:global/jdbc/demarche",
                        LISTENER + "address=" + bind,
                        LISTENER + "enabled=false",
                        HTTP + "xpowered-by=false",
                        HTTP + "server-header=false",
                        // In the clear, to whoever asks; and who hangs up in its midst may take two threads along for
                        // ever.
                        HTTP + "http2-enabled=false",
                        HTTP + "websockets-support-enabled=false",
                        // By this name the server finds OneProtocol, in place of what it means.
                        HTTP + "comet-support-enabled=true",
                        // Else each connection is closed after 250 requests, in the midst of a proxy's crowd.
                        HTTP + "max-connections=-1",
                        // It measures by the clock on the wall: when that is set ahead, or a machine awakes, every
                        // thread at work is interrupted, and the embedded database may close a file over it.
                        HTTP + "request-timeout-seconds=-1",
                        // Who says nothing for so long in the middle of a request is not waited for; see SlowBodies.
                        TRANSPORT + "read-timeout-millis=5000")
                .map(value -> "set configs.config.server-config." + value + "\n")
                .collect(joining());
        return monitorPort.isEmpty() ? values : values + monitorListener(monitorPort.getAsInt());
    }

    /**
     * What may only be once the portal is there. A server without its application answers 404, and a proxy in front of
     * several nodes would take that for the portal's own word.
     */
    String postDeployCommands() {
        return "set configs.config.server-config." + LISTENER + "enabled=true\n";
    }

    /** The same server behind another door; the portal's guard knows by the port which of the two was taken. */
    private static String monitorListener(int port) {
        return "create-network-listener --listenerport " + port
                + " --address 127.0.0.1 --protocol http-listener monitor-listener\n";
    }

    /**
     * Warnings of the server, everything of the portal: the lines that a person must see stay visible. What the pool of
     * connections and the persistence provider say of a database that is away, in many lines for every statement, the
     * portal says itself.
     */
    String logging() {
        return """
                handlers=java.util.logging.ConsoleHandler
                java.util.logging.ConsoleHandler.level=ALL
                java.util.logging.ConsoleHandler.formatter=org.demarche.launch.LogLines
                .level=WARNING
                javax.enterprise.system.security.ssl.level=SEVERE
                javax.enterprise.resource.resourceadapter.level=SEVERE
                org.eclipse.persistence.session.level=SEVERE
                org.demarche.level=INFO
                """;
    }
}
