/** Servers of other organisations that collect signatures and send them here, each with a key and limits of its own. */
package org.demarche.signing.partner;
