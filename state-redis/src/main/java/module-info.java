// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/** A state store that many processes and machines share: {@code redis:}, {@code rediss:}, {@code redis-sentinel:}. */
@org.jspecify.annotations.NullMarked
module dev.heliograph.state.redis {
    requires transitive dev.heliograph.core;
    requires org.slf4j;
    // an automatic module: the client ships no descriptor
    requires lettuce.core;
    // only because a method of the client that is called here answers with one of its types
    requires io.netty.common;

    exports dev.heliograph.state.redis;

    provides dev.heliograph.spi.state.StateStoreProvider with
            dev.heliograph.state.redis.RedisStateProvider,
            dev.heliograph.state.redis.SecureRedisStateProvider,
            dev.heliograph.state.redis.SentinelStateProvider;
}
