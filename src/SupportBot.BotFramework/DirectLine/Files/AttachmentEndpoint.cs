using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace SupportBot.BotFramework.DirectLine.Files;

// Serves a file to whoever has its address with a valid ticket. The content is read in parts, so a slow reader takes
// little memory.
internal sealed class AttachmentEndpoint(AttachmentAddresses addresses, IDirectLineConversations conversations)
{
    private const int PartBytes = 256 * 1024;

    public async Task<IResult> GetAsync(HttpContext http, string conversationId, string fileId)
    {
        var headers = http.Response.Headers;
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        switch (addresses.Check(conversationId, fileId, http.Request.Query["t"].FirstOrDefault()))
        {
            case TokenState.Invalid: return DirectLineError.InvalidAddress();
            case TokenState.Expired: return DirectLineError.AddressExpired();
        }
        if (await conversations.IsRevokedAsync(conversationId, http.RequestAborted))
            return DirectLineError.InvalidAddress();
        if (await conversations.FindFileAsync(conversationId, fileId, http.RequestAborted) is not { } file)
            return DirectLineError.NoFile();
        var disposition = new ContentDispositionHeaderValue(
            FileType.IsPictureType(file.ContentType) ? "inline" : "attachment");
        disposition.SetHttpFileName(file.Name);
        headers.ContentDisposition = disposition.ToString();
        headers.CacheControl = "private, max-age=3600";
        http.Response.ContentType =
            file.ContentType.StartsWith("text/", StringComparison.Ordinal)
                ? $"{file.ContentType}; charset=utf-8"
                : file.ContentType;
        http.Response.ContentLength = file.Size;
        await WriteAsync(http, conversationId, fileId, file.Size);
        return TypedResults.Empty;
    }

    private async Task WriteAsync(HttpContext http, string conversationId, string fileId, long size)
    {
        for (var offset = 0L; offset < size;)
        {
            var part = await conversations.ReadFileAsync(
                conversationId, fileId, offset, PartBytes, http.RequestAborted);
            if (part.IsEmpty)
            {
                http.Abort(); // The file was deleted meanwhile.
                return;
            }
            await http.Response.Body.WriteAsync(part, http.RequestAborted);
            offset += part.Length;
        }
    }
}
