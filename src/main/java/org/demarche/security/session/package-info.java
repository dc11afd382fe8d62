/** Log-ins as rows of the database, which every node asks at each request of staff. */
package org.demarche.security.session;
