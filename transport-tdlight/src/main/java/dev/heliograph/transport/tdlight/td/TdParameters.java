// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.td;

import dev.heliograph.model.ClientConfig;
import java.nio.file.Path;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a client has to be told before anything else.
 *
 * @param config whose application, device and language it shows
 * @param test whether it goes to the test servers
 * @param database the folder of the database; its files lie inside
 * @param key of the database, in Base64; empty for a key that everybody knows
 */
public record TdParameters(ClientConfig config, boolean test, Path database, String key) {
    /**
     * The request. Never a database of messages: queue and history are kept elsewhere.
     *
     * @param chats whether TDLib keeps what it learns of chats and files
     */
    public ObjectNode request(boolean chats) {
        String hash = config.apiHash();
        return TdClient.request("setTdlibParameters")
                .put("use_test_dc", test)
                .put("database_directory", database.toString())
                .put("files_directory", database.resolve("files").toString())
                .put("database_encryption_key", key)
                .put("use_file_database", chats)
                .put("use_chat_info_database", chats)
                .put("use_message_database", false)
                .put("use_secret_chats", false)
                .put("api_id", config.apiId())
                .put("api_hash", hash == null ? "" : hash)
                .put("system_language_code", config.langCode())
                .put("device_model", config.deviceModel())
                .put("system_version", config.systemVersion())
                .put("application_version", config.appVersion());
    }

    @Override
    public String toString() {
        return "TdParameters[" + config.sessionName() + ", " + database + "]";
    }
}
