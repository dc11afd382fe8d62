/** Where the packages of editions lie, and what staff may take of them. */
package org.demarche.submission.shelf;
