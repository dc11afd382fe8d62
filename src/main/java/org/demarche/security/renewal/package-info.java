/** The way back in for members of staff who forgot their password or lost their second factor. */
package org.demarche.security.renewal;
