using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace SupportBot.BotFramework.DirectLine;

internal static class RequestBody
{
    // Returns null for a body that is too large.
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        if (request.ContentLength > maxBytes) return null;
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (read.Buffer.Length > maxBytes || read.IsCompleted)
            {
                var bytes = read.Buffer.Length > maxBytes ? null : read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return bytes;
            }
            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    public static bool TryReadParameters(ReadOnlySpan<byte> body, out StartRequest parameters, out string error)
    {
        const int MaxIdLength = 200;
        parameters = new StartRequest(null, null, null);
        error = "";
        try
        {
            if (body.Length > 0)
                parameters = JsonSerializer.Deserialize(body, DirectLineJson.Default.StartRequest) ?? parameters;
        }
        catch (JsonException)
        {
            error =
                "The body must be empty or a JSON object such as {\"user\":{\"id\":\"someone\"},\"locale\":\"en\"}.";
            return false;
        }
        if (parameters.User?.Id?.Length > MaxIdLength || parameters.User?.Name?.Length > MaxIdLength
            || parameters.Locale?.Length > MaxIdLength)
            error = $"A user id, a user name and a locale must not exceed {MaxIdLength} characters each.";
        else if (parameters.TrustedOrigins?.All(OriginRules.IsOrigin) == false)
            error = "A trusted origin is a scheme and a host without a path, such as https://www.example.com.";
        return error.Length == 0;
    }
}
