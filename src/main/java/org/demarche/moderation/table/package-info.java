/**
 * The signatures as staff look through them: a page at a time, by what they filter for, and without names unless somebody
 * asks for those of a page.
 */
package org.demarche.moderation.table;
