/** What was sent and is not a signature yet: attempts, requests for links, and the counting of mails. */
package org.demarche.signing.ledger;
