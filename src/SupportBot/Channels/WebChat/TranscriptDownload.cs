using System.Text;
using SupportBot.BotFramework.DirectLine;
using SupportBot.Brands;
using SupportBot.Contact;

namespace SupportBot.Channels.WebChat;

// GET /api/webchat/transcript: the conversation of the visitor's token as a text file.
internal sealed class TranscriptDownload(
    DirectLineTokens tokens, OriginRules rules, AddressLimits addresses, TranscriptWriter transcripts, Brand brand)
{
    private const string Scheme = "Bearer ";

    public async Task<IResult> SendAsync(HttpContext http, string? language)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (!rules.Allows(http.Request)) return Results.StatusCode(StatusCodes.Status403Forbidden);
        var header = http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return Results.Unauthorized();
        var read = await tokens.ReadAsync(header[Scheme.Length..].Trim(), TokenUse.Access);
        if (read.State is TokenState.Invalid or TokenState.Expired
            || read.Identity.ConversationId is not { } conversation)
            return Results.Unauthorized();
        if (!addresses.AllowsTranscript(http.Connection.RemoteIpAddress))
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        var text = await transcripts.WriteAsync(
            conversation, brand.LanguageOf(language), isForCustomer: true, http.RequestAborted);
        return text is null
            ? Results.NotFound()
            : Results.File(Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8", "conversation.txt");
    }
}
