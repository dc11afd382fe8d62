package org.demarche.verification.input;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A ZIP archive from a stranger: opened only if its structure is sound, and read entry by entry as streams. */
public final class Archive implements Closeable {

    private final FileChannel file;
    private final Runnable between;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private Archive(FileChannel file, Runnable between) throws IOException {
        this.file = file;
        this.between = between;
        for (Entry entry : Directory.read(file)) {
            entries.put(entry.name(), entry);
        }
    }

    /**
     * Opens an archive.
     *
     * @param between run between two pieces of its entries as they are read
     * @throws Defect if its structure is not that of a plain, whole ZIP archive
     * @throws IOException if the file cannot be read
     */
    public static Archive open(Path path, Runnable between) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new Archive(file, between);
        } catch (IOException | RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    /** {@return the entries' names, in the order in which they lie in the file} */
    public List<String> names() {
        return List.copyOf(entries.keySet());
    }

    public boolean has(String name) {
        return entries.containsKey(name);
    }

    /** {@return the bytes that the entry has when unpacked; only a reading to its end proves it} */
    public long size(String name) throws Defect {
        return entry(name).size();
    }

    public boolean isDeflated(String name) throws Defect {
        return entry(name).deflated();
    }

    /** {@return the content of an entry; reading it throws a {@link Defect} where it is not what its headers say} */
    public InputStream stream(String name) throws Defect {
        return new EntryStream(file, entry(name), between);
    }

    /** {@return the content of an entry that has to be small enough to be held in memory} */
    public byte[] bytes(String name, int maximum) throws IOException {
        if (size(name) > maximum) {
            throw new Defect(name + " has " + size(name) + " bytes, more than the " + maximum + " it may have");
        }
        try (InputStream in = stream(name)) {
            return in.readAllBytes();
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private Entry entry(String name) throws Defect {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new Defect("the package has no " + name);
        }
        return entry;
    }
}
