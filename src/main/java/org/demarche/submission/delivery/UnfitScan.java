package org.demarche.submission.delivery;

/** A file is nothing that a delivery can be shown by. */
final class UnfitScan extends Exception {
    private static final long serialVersionUID = 1;

    private final DeliveryFault fault;

    UnfitScan(DeliveryFault fault) {
        super(fault.name());
        this.fault = fault;
    }

    DeliveryFault fault() {
        return fault;
    }
}
