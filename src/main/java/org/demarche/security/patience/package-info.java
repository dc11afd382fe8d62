/** How long somebody waits who tried in vain: counted in the database, for all nodes together. */
package org.demarche.security.patience;
