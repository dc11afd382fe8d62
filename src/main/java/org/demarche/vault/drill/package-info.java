/** Whether those who hold a petition's key can open anything with it: found out before anybody signs. */
package org.demarche.vault.drill;
