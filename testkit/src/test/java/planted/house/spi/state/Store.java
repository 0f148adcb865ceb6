// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.spi.state;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import planted.house.model.Implementable;
import planted.house.model.Name;

/** Clean: JDK, model and port types, bytes, and an enum with its {@code values()}. */
@Implementable
public interface Store {
    CompletionStage<List<Name>> names(byte[] key, Map<String, ? extends Bucket> buckets, int count) throws IOException;

    Optional<Name> first();

    enum Mode {
        MEMORY,
        FILE
    }
}
