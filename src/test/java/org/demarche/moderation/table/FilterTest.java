package org.demarche.moderation.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {
    @Test
    void standsInAnAddressAndIsReadFromIt() {
        Filter filter = Filter.of(Map.of(
                "state", "HELD",
                "flag", "TOR",
                "country", "KG",
                "language", "ru",
                "channel", "API",
                "domain", "0123456789ab",
                "from", "2026-11-01T05:30",
                "until", "2026-11-02T00:00",
                "asked", "no"));

        assertThat(filter.query())
                .isEqualTo("state=HELD&flag=TOR&country=KG&language=ru&channel=API&domain=0123456789ab"
                        + "&from=2026-11-01T05:00&until=2026-11-02T00:00&asked=no");
        assertThat(Filter.ofQuery(filter.query())).isEqualTo(filter);
    }

    @Test
    void filtersNothingByWhatMakesNoSense() {
        assertThat(Filter.of(Map.of(
                        "state", "LOST", "flag", "tor", "country", "K' or 1=1", "language", "%", "from", "yesterday")))
                .isEqualTo(Filter.all());
        assertThat(Filter.ofQuery("")).isEqualTo(Filter.all());
        assertThat(Filter.all().query()).isEmpty();
    }

    @Test
    void aPlaceStandsInAnAddressToo() {
        Place place = new Place(Instant.parse("2026-11-23T12:00:00Z"), 850);

        assertThat(Place.parse(place.text())).contains(place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "a-b", "1-2-3", "1--2", "99999999999999-1"})
    void anythingElseIsNoPlace(String text) {
        assertThat(Place.parse(text)).isEmpty();
        assertThat(Place.parse(null)).isEmpty();
    }
}
