package org.demarche.submission.freeze;

import java.util.ArrayList;
import java.util.List;

/** Keeps what a freeze tells of itself. */
public class Told implements Freezing.Watch {
    final List<Long> numbers = new ArrayList<>();

    @Override
    public void expect(long signatures) {
        numbers.add(signatures);
    }

    @Override
    public void copied(long signatures) {
        numbers.add(signatures);
    }

    @Override
    public void confirm() {
        numbers.add(-1L);
    }
}
