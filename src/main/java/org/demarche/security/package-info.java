/** Who gets in: the first account, log-in, sessions, and what each role may ask for. */
package org.demarche.security;
