/** Whether vaults may be open at all: staff lock and unlock them, and shut everything in an emergency, on all nodes. */
package org.demarche.vault.guard;
