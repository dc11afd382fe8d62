/** Submissions: the editions of a petition, as they are kept, and what a second person says of them. */
package org.demarche.submission;
