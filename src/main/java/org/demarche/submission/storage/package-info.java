/** How files reach the disk. */
package org.demarche.submission.storage;
