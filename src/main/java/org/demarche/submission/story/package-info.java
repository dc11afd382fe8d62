/** What everybody may know of editions: how each came to be, where it went, what has changed since, what was erased. */
package org.demarche.submission.story;
