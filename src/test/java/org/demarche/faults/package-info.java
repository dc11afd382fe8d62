/**
 * Faults that really happen to a running portal, and what its visitors see of them. {@code mvn verify} has each happen
 * once; {@code mvn -Pfaults verify} runs these tests alone, as often as {@code faults.kills} says.
 */
package org.demarche.faults;
