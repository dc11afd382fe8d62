/** Addresses and passwords: what staff show first. */
package org.demarche.security.login;
