/**
 * Checks an export of the audit log, as {@code src/doc/audit-log.md} describes it, without the portal: that its entries
 * follow one another unbroken, and that the ends published from time to time are among them.
 */
package org.demarche.verification.audit;
