// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.spi;

import java.util.List;
import java.util.Optional;
import planted.house.model.Implementable;

/** Planted: each port below says one thing that a port must not say. */
@Implementable
public interface SpeaksBadly {

    @Implementable
    interface TakesForeign {
        void take(org.assertj.core.data.Offset<Long> foreign);
    }

    @Implementable
    interface ReturnsForeignInside {
        List<org.assertj.core.data.Offset<Long>> foreign();
    }

    @Implementable
    interface ThrowsForeign {
        void refuse() throws org.opentest4j.AssertionFailedError;
    }

    @Implementable
    interface TakesArray {
        void take(String... texts);
    }

    @Implementable
    interface ReturnsArray {
        long[] numbers();
    }

    @Implementable
    interface TakesOptional {
        void take(Optional<String> text);
    }

    @Implementable
    interface TakesOptionalInside {
        void take(List<Optional<String>> texts);
    }
}
