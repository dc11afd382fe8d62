package org.demarche.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a process listens on and talks to, as Linux tells it under {@code /proc}. */
public final class ListeningSockets {
    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");
    private static final String LISTENING = "0A";

    private ListeningSockets() {}

    public static boolean canBeRead() {
        return Files.isReadable(Path.of("/proc/net/tcp"));
    }

    /** The addresses on which the process takes TCP connections. */
    public static List<InetSocketAddress> of(long pid) throws IOException {
        return sockets(pid, "tcp").stream()
                .filter(socket -> socket.state().equals(LISTENING))
                .map(Socket::local)
                .toList();
    }

    /** The far ends of its TCP connections, and all its UDP sockets' own addresses. */
    public static List<InetSocketAddress> talkingTo(long pid) throws IOException {
        List<InetSocketAddress> peers = new ArrayList<>();
        for (Socket socket : sockets(pid, "tcp")) {
            if (!socket.state().equals(LISTENING)) {
                peers.add(socket.remote());
            }
        }
        for (Socket socket : sockets(pid, "udp")) {
            peers.add(socket.local());
        }
        return peers;
    }

    private record Socket(InetSocketAddress local, InetSocketAddress remote, String state) {}

    private static List<Socket> sockets(long pid, String protocol) throws IOException {
        Set<String> inodes = inodes(pid);
        List<Socket> sockets = new ArrayList<>();
        for (String table : List.of(protocol, protocol + "6")) {
            Path file = Path.of("/proc/" + pid + "/net/" + table);
            if (!Files.isReadable(file)) {
                continue;
            }
            for (String line : Files.readAllLines(file).stream().skip(1).toList()) {
                String[] fields = line.strip().split("\\s+", -1);
                if (inodes.contains(fields[9])) {
                    sockets.add(new Socket(address(fields[1]), address(fields[2]), fields[3]));
                }
            }
        }
        return sockets;
    }

    private static Set<String> inodes(long pid) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                if (Files.isSymbolicLink(descriptor)) {
                    Matcher matcher =
                            SOCKET.matcher(Files.readSymbolicLink(descriptor).toString());
                    if (matcher.matches()) {
                        inodes.add(matcher.group(1));
                    }
                }
            }
        }
        return inodes;
    }

    /** The kernel prints addresses as hexadecimal words in its own byte order. */
    private static InetSocketAddress address(String text) throws UnknownHostException {
        String[] parts = text.split(":", -1);
        ByteBuffer words = ByteBuffer.wrap(HexFormat.of().parseHex(parts[0])).order(ByteOrder.nativeOrder());
        ByteBuffer bytes = ByteBuffer.allocate(words.capacity()).order(ByteOrder.BIG_ENDIAN);
        while (words.hasRemaining()) {
            bytes.putInt(words.getInt());
        }
        return new InetSocketAddress(InetAddress.getByAddress(bytes.array()), Integer.parseInt(parts[1], 16));
    }
}
