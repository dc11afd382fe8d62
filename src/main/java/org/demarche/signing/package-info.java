/** The public flow: a visitor signs, confirms by mail, and comes back to their own page. */
package org.demarche.signing;
