package org.demarche.benchmark;

/**
 * Something that can be measured again and again.
 *
 * @param name what it is, for the table
 * @param work does it for about one round's time and tells how much it did in which time
 * @param servers first processes of those that do the work, as opposed to those that ask for it
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Contestant(String name, Work work, long... servers) {
    /** Does something for a while. */
    @FunctionalInterface
    interface Work {
        Done run() throws Exception;
    }

    /**
     * What was done.
     *
     * @param operations how many
     * @param seconds in how much time
     */
    record Done(long operations, double seconds) {}

    /**
     * How a round went.
     *
     * @param rate operations a second
     * @param cpu microseconds of the servers' CPU for each operation
     * @param others share of all CPUs that processes outside of the benchmark took, 0 to 1
     */
    record Round(double rate, double cpu, double others) {}

    /** Runs one round. */
    Round round(long... benchmark) throws Exception {
        double all = Cpu.all();
        double ours = Cpu.seconds(benchmark);
        double serving = Cpu.seconds(servers);
        long start = System.nanoTime();
        Done done = work.run();
        double wall = (System.nanoTime() - start) / 1e9;
        double served = Cpu.seconds(servers) - serving;
        double others = Math.max(0, Cpu.all() - all - (Cpu.seconds(benchmark) - ours));
        return new Round(
                done.operations / done.seconds,
                served * 1e6 / done.operations,
                others / (wall * Runtime.getRuntime().availableProcessors()));
    }
}
