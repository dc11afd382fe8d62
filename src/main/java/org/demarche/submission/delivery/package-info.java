/** How an edition comes to its addressee: attempts, the delivery, photographs of it, and what the addressee answers. */
package org.demarche.submission.delivery;
