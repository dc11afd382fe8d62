/**
 * Decisions about signatures, each with a reason from a list that staff edit; its signer reads it. Which signatures they
 * are is found by {@link org.demarche.moderation.table}; many at once are decided by
 * {@link org.demarche.moderation.bulk}.
 */
package org.demarche.moderation;
