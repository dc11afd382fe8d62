/** What staff see of a petition as it goes: exact numbers, counted ahead. */
package org.demarche.statistics.dashboard;
