/**
 * Copies of data that staff take away: each is noted in the audit log before its first byte leaves, and nobody takes
 * many in an hour.
 */
package org.demarche.audit.export;
