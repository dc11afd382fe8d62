/** The way from the mail's link or code to a signature. */
package org.demarche.signing.confirming;
