/** What staff show besides their password: codes by the clock, passkeys, and codes on paper for the day that both are lost. */
package org.demarche.security.factor;
