/** How much one network may send, and what makes a form look unusual; no address of a network is kept anywhere. */
package org.demarche.signing.limits;
