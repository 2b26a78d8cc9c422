using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace SupportBot.BotFramework.DirectLine;

/// <summary>Reads bodies that anybody may have sent.</summary>
internal static class RequestBody
{
    /// <summary>The whole body; null where it is larger than allowed.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int most, CancellationToken cancellationToken)
    {
        if (request.ContentLength > most) return null;
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (read.Buffer.Length > most || read.IsCompleted)
            {
                var bytes = read.Buffer.Length > most ? null : read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return bytes;
            }
            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>Reads optional parameters.</summary>
    /// <param name="body">The body; may be empty.</param>
    /// <param name="parameters">What it says.</param>
    /// <param name="error">Else what is wrong with it.</param>
    public static bool TryRead(ReadOnlySpan<byte> body, out StartRequest parameters, out string error)
    {
        const int LongestId = 200;
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
        if (
            parameters.User?.Id?.Length > LongestId || parameters.User?.Name?.Length > LongestId
            || parameters.Locale?.Length > LongestId)
            error = $"A user's id and name and a locale may have {LongestId} characters each at most.";
        else if (parameters.TrustedOrigins?.All(OriginRules.IsOrigin) == false)
            error = "A trusted origin is a scheme and a host without a path, such as https://www.example.com.";
        return error.Length == 0;
    }
}
