package org.demarche.security.patience;

import java.util.HexFormat;

/** Where tries are counted. What it is called is never stored, only a keyed mark of it. */
public record Door(String name, Kind kind) {
    /** Who comes to a door. */
    enum Kind {
        /** One browser that has been let in before. */
        BROWSER(5),
        /** All browsers that have not. */
        STRANGERS(5),
        /** All that comes from one network, where a whole office may be. */
        NETWORK(30);

        private final int free;

        Kind(int free) {
            this.free = free;
        }

        /** How many tries there are before the first wait. */
        int free() {
            return free;
        }
    }

    /** The door of one browser that has been let in before. */
    public static Door ofBrowser(String name) {
        return new Door("browser " + name, Kind.BROWSER);
    }

    /** The door of an account for all browsers that have not been let in before. */
    public static Door ofStrangers(String name) {
        return new Door("strangers " + name, Kind.STRANGERS);
    }

    /** The door of a network, given a mark of it. */
    public static Door ofNetwork(byte[] mark) {
        return new Door("network " + HexFormat.of().formatHex(mark), Kind.NETWORK);
    }

    /** Whether anybody may come to it. */
    public boolean isStrangers() {
        return kind != Kind.BROWSER;
    }
}
