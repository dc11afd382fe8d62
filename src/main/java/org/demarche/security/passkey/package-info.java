/** Passkeys (WebAuthn level 2): the second factor that cannot be handed to a site that only looks like this one. */
package org.demarche.security.passkey;
