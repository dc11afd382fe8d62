/**
 * Signatures by nobody, with which staff fill a trial to see it at work: marked as such, and gone in one step. Outside a
 * trial there are none.
 */
package org.demarche.signing.trial;
