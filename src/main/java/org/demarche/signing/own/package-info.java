/** A signer's own page, and the way back to it. */
package org.demarche.signing.own;
