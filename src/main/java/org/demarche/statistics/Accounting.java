package org.demarche.statistics;

/**
 * Where everything is that came in before a cut-off: every attempt has exactly one outcome, and every confirmed one
 * became a signature in exactly one state.
 */
public record Accounting(Attempts attempts, Signatures signatures) {
    /** Forms that were sent, by what became of them. */
    public record Attempts(long open, long confirmed, long duplicate, long expired, long refused) {
        public long total() {
            return open + confirmed + duplicate + expired + refused;
        }
    }

    /** Signatures, by state; {@code counted} are the confirmed ones that nobody holds back. */
    public record Signatures(long counted, long held, long struckOut, long withdrawn, long erased) {
        public long total() {
            return counted + held + struckOut + withdrawn + erased;
        }
    }

    /** Whether nothing is missing and nothing counted twice. */
    public boolean balances() {
        return attempts.confirmed() == signatures.total();
    }
}
