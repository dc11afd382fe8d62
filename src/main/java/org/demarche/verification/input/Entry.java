package org.demarche.verification.input;

/**
 * A file in a ZIP archive, as its two headers agree on it.
 *
 * @param name its path, plain ASCII with {@code /} between folders
 * @param deflated whether it is compressed (method 8) or stored as it is (method 0)
 * @param crc its CRC-32, unsigned
 * @param packedSize bytes in the archive
 * @param size bytes when unpacked
 * @param offset where its packed bytes begin in the archive
 */
record Entry(String name, boolean deflated, long crc, long packedSize, long size, long offset) {}
