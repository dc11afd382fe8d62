package org.demarche.web.http;

import java.util.List;
import java.util.function.UnaryOperator;
import org.demarche.config.Settings;

/** Who may read the trial's mailbox: whoever sits at the machine, and nobody who only comes by way of it. */
final class TrialGate {
    /** What a proxy adds. Behind one, a loopback address says nothing about who asks. */
    private static final List<String> FORWARDING = List.of(
            "Forwarded",
            "Via",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "X-Forwarded-Server",
            "X-Real-IP");

    private TrialGate() {}

    /**
     * Whether the mailbox may be shown.
     *
     * @param peer address at the other end of the connection
     * @param header a header's value by its name, or null
     */
    static boolean isOpen(boolean trial, String peer, UnaryOperator<String> header) {
        String host = header.apply("Host");
        return trial
                && Settings.isLoopback(peer)
                && host != null
                && Settings.isLoopback(host.replaceFirst(":[0-9]+$", ""))
                && FORWARDING.stream().allMatch(name -> header.apply(name) == null);
    }
}
