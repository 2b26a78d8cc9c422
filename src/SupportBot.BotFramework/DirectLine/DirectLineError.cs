using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace SupportBot.BotFramework.DirectLine;

// Error responses of Direct Line. The codes are stable; the messages are for people.
internal static class DirectLineError
{
    public static JsonHttpResult<ErrorResponse> MissingCredentials() => Of(401, "MissingCredentials",
        "Send the header 'Authorization: Bearer TOKEN'. A token comes from POST /v3/directline/tokens/generate "
            + "with a secret, or from the site's own token address.");

    public static JsonHttpResult<ErrorResponse> InvalidToken() =>
        Of(403, "BadToken", "The token or secret is not valid here. Get a new one.");

    public static JsonHttpResult<ErrorResponse> TokenExpired() =>
        Of(
            403, "TokenExpired",
            "The token has expired. Get a new one; refresh it in time with POST /v3/directline/tokens/refresh.");

    public static JsonHttpResult<ErrorResponse> TicketUsed() => Of(403, "TicketUsed",
        "A stream address opens one socket. Get a new one with GET /v3/directline/conversations/ID.");

    public static JsonHttpResult<ErrorResponse> WrongConversation() =>
        Of(403, "WrongConversation", "The token is for another conversation.");

    public static JsonHttpResult<ErrorResponse> UntrustedOrigin() =>
        Of(403, "UntrustedOrigin", "The token may not be used by pages of this origin.");

    public static JsonHttpResult<ErrorResponse> SecretNeeded() =>
        Of(403, "SecretNeeded", "This call needs a secret, not a token.");

    public static JsonHttpResult<ErrorResponse> TokenNeeded() =>
        Of(403, "TokenNeeded", "Only a token can be refreshed; a secret does not expire.");

    public static JsonHttpResult<ErrorResponse> NoConversation() =>
        Of(
            404, "ConversationNotFound",
            "There is no such conversation. Start one with POST /v3/directline/conversations.");

    public static JsonHttpResult<ErrorResponse> BadArgument(string message) => Of(400, "BadArgument", message);

    public static JsonHttpResult<ErrorResponse> ReservedUserId() => BadArgument(
        $"A user id that begins with '{DirectLineIdentity.ReservedUserPrefix}' is valid only within a token. "
            + "Choose another, or generate the token with it.");

    public static JsonHttpResult<ErrorResponse> TooLarge(int maxBytes) =>
        TooLarge($"The body must not exceed {maxBytes} bytes.");

    public static JsonHttpResult<ErrorResponse> TooLarge(string message) => Of(413, "MessageSizeTooBig", message);

    // Not 429, after which DirectLineJS stops working.
    public static JsonHttpResult<ErrorResponse> QuotaExceeded(Shortage shortage) => Of(413, "QuotaExceeded",
        $"Too much was sent for this {shortage.Allowance.Scope}, and nothing was stored. "
            + $"Try again in {Math.Ceiling(shortage.Wait.TotalMinutes):0} minutes.");

    public static JsonHttpResult<ErrorResponse> TooManySockets() =>
        Of(
            503, "ServiceUnavailable",
            "Too many streams are open. Try again in a few seconds, or poll GET …/activities.");

    public static JsonHttpResult<ErrorResponse> TooManyRequests() =>
        Of(503, "ServiceUnavailable", "Too many requests of your network are waiting. Try again in a few seconds.");

    public static JsonHttpResult<ErrorResponse> NoUpload() =>
        Of(400, "UploadNotSupported", "This bot does not accept files. Send the text without them.");

    public static JsonHttpResult<ErrorResponse> UnsupportedFileType(string types) => Of(415, "UnsupportedFileType",
        "A file is of a type that is not accepted, or its name or declared type is that of another type. "
            + $"Accepted are: {types}.");

    public static JsonHttpResult<ErrorResponse> FileTooLarge(int maxBytes) =>
        Of(413, "FileTooLarge", $"A file, or all files of the message together, must not exceed {maxBytes} bytes.");

    public static JsonHttpResult<ErrorResponse> TooManyFiles(int maxFiles) =>
        Of(413, "TooManyFiles", $"A message must not have more than {maxFiles} files.");

    public static JsonHttpResult<ErrorResponse> UploadTimeout(int seconds) =>
        Of(408, "UploadTimeout", $"The upload did not arrive within {seconds} seconds, and nothing was stored.");

    public static JsonHttpResult<ErrorResponse> NoFile() =>
        Of(404, "FileNotFound", "There is no such file. It may have been deleted with its conversation.");

    public static JsonHttpResult<ErrorResponse> InvalidAddress() =>
        Of(403, "BadToken", "The address of the file is not valid. Take it from the activities of the conversation.");

    public static JsonHttpResult<ErrorResponse> AddressExpired() =>
        Of(403, "TokenExpired", "The address of the file has expired. Read the activities again for a new one.");

    public static JsonHttpResult<ErrorResponse> Unavailable() =>
        Of(
            503, "ServiceUnavailable",
            "The storage is unavailable, and nothing was stored. Try again in a few seconds.");

    private static JsonHttpResult<ErrorResponse> Of(int status, string code, string message) =>
        TypedResults.Json(
            new ErrorResponse(new ErrorBody(code, message)), DirectLineJson.Default.ErrorResponse, statusCode: status);
}

internal sealed record ErrorResponse(ErrorBody Error);

internal sealed record ErrorBody(string Code, string Message);
