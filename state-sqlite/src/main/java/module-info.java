// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/** A durable state store in one file: {@code sqlite:}. */
@org.jspecify.annotations.NullMarked
module dev.heliograph.state.sqlite {
    requires transitive dev.heliograph.core;
    requires java.sql;
    requires org.slf4j;
    requires org.xerial.sqlitejdbc;

    exports dev.heliograph.state.sqlite;

    provides dev.heliograph.spi.state.StateStoreProvider with
            dev.heliograph.state.sqlite.SqliteStateProvider;
}
