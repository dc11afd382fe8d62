/** The tree that grows from edition to edition, as it is kept for proofs. It knows leaves, and nothing of rows. */
package org.demarche.submission.tree;
