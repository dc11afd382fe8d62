package org.demarche.submission.documents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumesTest {
    @ParameterizedTest
    @CsvSource({"0,1", "1,1", "250000,1", "250001,2", "2000000,8", "2000001,8", "6100000,8"})
    void bindsAQuarterOfAMillionInEachUntilASealHasNoRoomForMore(long named, int volumes) {
        assertThat(new Volumes(named).count()).isEqualTo(volumes);
        assertThat(new Volumes(named).size() * volumes).isGreaterThanOrEqualTo(named);
    }

    @Test
    void namesTheirFilesInOrder() {
        assertThat(new Volumes(250_001).files())
                .containsExactly("data/signatories/signatories-1.pdf", "data/signatories/signatories-2.pdf");
    }
}
