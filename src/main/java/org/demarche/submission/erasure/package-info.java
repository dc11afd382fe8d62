/** Erasure on schedule: once an edition is delivered and its audit window is over, whom it holds is nobody's to read. */
package org.demarche.submission.erasure;
