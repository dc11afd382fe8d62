/** Signatures that looked unusual: staff look at them and decide, each decision with its reason in the audit log. */
package org.demarche.moderation;
