/** The form {@code sign} and its rules, the same for the page and the API. */
package org.demarche.signing.form;
