/**
 * Proofs about a Merkle tree that need nothing but hashes and a key: that a leaf is in it, and that the owner of a key
 * vouches for its root. Their formats are those of transparency logs (RFC 9162; c2sp.org's signed notes and checkpoints).
 */
package org.demarche.verification.proof;
