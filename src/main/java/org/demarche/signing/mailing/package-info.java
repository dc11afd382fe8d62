/** Which mail goes out for what was sent, and what it says. */
package org.demarche.signing.mailing;
