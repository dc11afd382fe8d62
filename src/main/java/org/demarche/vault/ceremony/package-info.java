/**
 * Making a petition's key pair away from the server, and its key files. Needs Java alone: these classes are also a
 * program of their own, {@code ceremony.jar}, for a computer without a network.
 */
package org.demarche.vault.ceremony;
