// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package it.tdlight.jni;

/**
 * Double of the generated classes: one or two of every shape that they have. Field names follow the generator, which drops
 * underscores and raises the next letter.
 */
@SuppressWarnings({"checkstyle", "JavaLangClash", "unused"})
public final class TdApi {
    private TdApi() {}

    /** Everything. */
    public abstract static class Object {
        /** The number of the constructor. */
        public abstract int getConstructor();
    }

    /** A request. */
    public abstract static class Function<R extends Object> extends Object {}

    /** One of several. */
    public abstract static class Update extends Object {}

    /** One of several. */
    public abstract static class AuthorizationState extends Object {}

    /** One of several. */
    public abstract static class OptionValue extends Object {}

    /** One of several. */
    public abstract static class MessageContent extends Object {}

    /** One of several. */
    public abstract static class TextEntityType extends Object {}

    /** One of several. */
    public abstract static class ReplyMarkup extends Object {}

    /** One of several. */
    public abstract static class TextParseMode extends Object {}

    /** One of several. */
    public abstract static class MessageSendingState extends Object {}

    /** An object. */
    public static class Error extends Object {
        public int code;
        public String message;

        public Error() {}

        public Error(int code, String message) {
            this.code = code;
            this.message = message;
        }

        @Override
        public int getConstructor() {
            return 1001;
        }
    }

    /** An object. */
    public static class Ok extends Object {

        public Ok() {}

        @Override
        public int getConstructor() {
            return 1002;
        }
    }

    /** An object. */
    public static class UpdateAuthorizationState extends Update {
        public AuthorizationState authorizationState;

        public UpdateAuthorizationState() {}

        public UpdateAuthorizationState(AuthorizationState authorizationState) {
            this.authorizationState = authorizationState;
        }

        @Override
        public int getConstructor() {
            return 1003;
        }
    }

    /** An object. */
    public static class UpdateNewMessage extends Update {
        public Message message;

        public UpdateNewMessage() {}

        public UpdateNewMessage(Message message) {
            this.message = message;
        }

        @Override
        public int getConstructor() {
            return 1004;
        }
    }

    /** An object. */
    public static class UpdateOption extends Update {
        public String name;
        public OptionValue value;

        public UpdateOption() {}

        @Override
        public int getConstructor() {
            return 1005;
        }
    }

    /** An object. */
    public static class UpdateDeleteMessages extends Update {
        public long chatId;
        public long[] messageIds;
        public boolean isPermanent;
        public boolean fromCache;

        public UpdateDeleteMessages() {}

        @Override
        public int getConstructor() {
            return 1006;
        }
    }

    /** An object. */
    public static class AuthorizationStateWaitTdlibParameters extends AuthorizationState {

        public AuthorizationStateWaitTdlibParameters() {}

        @Override
        public int getConstructor() {
            return 1007;
        }
    }

    /** An object. */
    public static class AuthorizationStateClosed extends AuthorizationState {

        public AuthorizationStateClosed() {}

        @Override
        public int getConstructor() {
            return 1008;
        }
    }

    /** An object. */
    public static class OptionValueString extends OptionValue {
        public String value;

        public OptionValueString() {}

        public OptionValueString(String value) {
            this.value = value;
        }

        @Override
        public int getConstructor() {
            return 1009;
        }
    }

    /** An object. */
    public static class OptionValueInteger extends OptionValue {
        public long value;

        public OptionValueInteger() {}

        public OptionValueInteger(long value) {
            this.value = value;
        }

        @Override
        public int getConstructor() {
            return 1010;
        }
    }

    /** An object. */
    public static class OptionValueEmpty extends OptionValue {

        public OptionValueEmpty() {}

        @Override
        public int getConstructor() {
            return 1011;
        }
    }

    /** An object. */
    public static class Message extends Object {
        public long id;
        public long chatId;
        public MessageSendingState sendingState;
        public boolean isOutgoing;
        public int date;
        public long mediaAlbumId;
        public MessageContent content;
        public ReplyMarkup replyMarkup;

        public Message() {}

        @Override
        public int getConstructor() {
            return 1012;
        }
    }

    /** An object. */
    public static class MessageSendingStatePending extends MessageSendingState {
        public int sendingId;

        public MessageSendingStatePending() {}

        @Override
        public int getConstructor() {
            return 1013;
        }
    }

    /** An object. */
    public static class MessageSendingStateFailed extends MessageSendingState {
        public Error error;
        public boolean canRetry;
        public double retryAfter;

        public MessageSendingStateFailed() {}

        @Override
        public int getConstructor() {
            return 1014;
        }
    }

    /** An object. */
    public static class MessageText extends MessageContent {
        public FormattedText text;

        public MessageText() {}

        @Override
        public int getConstructor() {
            return 1015;
        }
    }

    /** An object. */
    public static class MessageLocation extends MessageContent {
        public Location location;
        public int livePeriod;

        public MessageLocation() {}

        @Override
        public int getConstructor() {
            return 1016;
        }
    }

    /** An object. */
    public static class MessagePhoto extends MessageContent {
        public Minithumbnail minithumbnail;
        public FormattedText caption;
        public boolean isP2pSecret;

        public MessagePhoto() {}

        @Override
        public int getConstructor() {
            return 1017;
        }
    }

    /** An object. */
    public static class FormattedText extends Object {
        public String text;
        public TextEntity[] entities;

        public FormattedText() {}

        @Override
        public int getConstructor() {
            return 1018;
        }
    }

    /** An object. */
    public static class TextEntity extends Object {
        public int offset;
        public int length;
        public TextEntityType type;

        public TextEntity() {}

        @Override
        public int getConstructor() {
            return 1019;
        }
    }

    /** An object. */
    public static class TextEntityTypeBold extends TextEntityType {

        public TextEntityTypeBold() {}

        @Override
        public int getConstructor() {
            return 1020;
        }
    }

    /** An object. */
    public static class TextEntityTypeTextUrl extends TextEntityType {
        public String url;

        public TextEntityTypeTextUrl() {}

        @Override
        public int getConstructor() {
            return 1021;
        }
    }

    /** An object. */
    public static class Minithumbnail extends Object {
        public int width;
        public int height;
        public byte[] data;

        public Minithumbnail() {}

        @Override
        public int getConstructor() {
            return 1022;
        }
    }

    /** An object. */
    public static class Location extends Object {
        public double latitude;
        public double longitude;
        public double[] bounds;

        public Location() {}

        @Override
        public int getConstructor() {
            return 1023;
        }
    }

    /** An object. */
    public static class Address extends Object {
        public String countryCode;
        public String streetLine1;
        public String ipv6Address;

        public Address() {}

        @Override
        public int getConstructor() {
            return 1024;
        }
    }

    /** An object. */
    public static class ReplyMarkupShowKeyboard extends ReplyMarkup {
        public KeyboardButton[][] rows;
        public int[] widths;
        public boolean[] flags;

        public ReplyMarkupShowKeyboard() {}

        @Override
        public int getConstructor() {
            return 1025;
        }
    }

    /** An object. */
    public static class KeyboardButton extends Object {
        public String text;
        public long[][] ids;

        public KeyboardButton() {}

        @Override
        public int getConstructor() {
            return 1026;
        }
    }

    /** An object. */
    public static class Strings extends Object {
        public String[] values;
        public String[][] table;
        public byte[][] parts;

        public Strings() {}

        @Override
        public int getConstructor() {
            return 1027;
        }
    }

    /** An object. */
    public static class TextParseModeHTML extends TextParseMode {

        public TextParseModeHTML() {}

        @Override
        public int getConstructor() {
            return 1028;
        }
    }

    /** A request. */
    public static class Close extends Function<Ok> {

        public Close() {}

        @Override
        public int getConstructor() {
            return 1029;
        }
    }

    /** A request. */
    public static class GetMe extends Function<Ok> {

        public GetMe() {}

        @Override
        public int getConstructor() {
            return 1030;
        }
    }

    /** A request. */
    public static class GetOption extends Function<OptionValue> {
        public String name;

        public GetOption() {}

        @Override
        public int getConstructor() {
            return 1031;
        }
    }

    /** A request. */
    public static class ParseTextEntities extends Function<FormattedText> {
        public String text;
        public TextParseMode parseMode;

        public ParseTextEntities() {}

        @Override
        public int getConstructor() {
            return 1032;
        }
    }

    /** A request. */
    public static class SetTdlibParameters extends Function<Ok> {
        public boolean useTestDc;
        public String databaseDirectory;
        public byte[] databaseEncryptionKey;
        public int apiId;
        public String apiHash;

        public SetTdlibParameters() {}

        @Override
        public int getConstructor() {
            return 1033;
        }
    }

    /** A request. */
    public static class EditMessageText extends Function<Message> {
        public long chatId;
        public long messageId;
        public ReplyMarkup replyMarkup;
        public FormattedText text;

        public EditMessageText() {}

        @Override
        public int getConstructor() {
            return 1034;
        }
    }

    /** A request. */
    public static class SetLogVerbosityLevel extends Function<Ok> {
        public int newVerbosityLevel;

        public SetLogVerbosityLevel() {}

        @Override
        public int getConstructor() {
            return 1100;
        }
    }
}
