/** The freeze: what is confirmed before a cut-off is copied, stands still, and is read again by whoever compiles it. */
package org.demarche.submission.freeze;
