using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace SupportBot.BotFramework.DirectLine.Files;

internal sealed class UploadEndpoint(
    DirectLineOptions options,
    UploadReader reader,
    UploadedMessages messages,
    FileQuota quota,
    ActivityReceiver receiver,
    TimeProvider clock)
{
    public async Task<IResult> PostAsync(HttpContext http, string conversationId)
    {
        if (!options.Uploads.Enabled) return DirectLineError.NoUpload();
        var announced = http.Request.ContentLength ?? reader.LargestRequest;
        if (announced > reader.LargestRequest) return DirectLineError.FileTooLarge(options.Uploads.LargestMessage);
        var identity = http.GetIdentity();
        var address = identity.IsSecret ? null : http.Connection.RemoteIpAddress;
        var allowances = quota.AllowancesFor(identity, conversationId, address);
        // Taken before the body is read, and corrected afterwards.
        if (quota.Take(allowances, announced) is { } shortage) return DirectLineError.QuotaExceeded(shortage);
        var stored = 0L;
        try
        {
            var message = messages.Create(await ReadAsync(http).ConfigureAwait(false), http.Request, conversationId);
            if (message.Error is not null) return message.Error;
            // A server that holds the secret may write for any user, as with Microsoft's service.
            if (!identity.IsSecret && identity.IsReserved(message.Activity!.From!.Id))
                return DirectLineError.ReservedUserId();
            var reception = await receiver
                .ReceiveAsync(http, conversationId, message.Activity!, message.Files)
                .ConfigureAwait(false);
            if (reception.IsStored) stored = message.Files.Sum(file => (long)file.Content.Length);
            return reception.Result;
        }
        finally
        {
            quota.Return(allowances, announced - stored);
        }
    }

    private async Task<Upload> ReadAsync(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = reader.LargestRequest;
        using var timeout = new CancellationTokenSource(options.Uploads.Timeout, clock);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, http.RequestAborted);
        try
        {
            return await reader.ReadAsync(http.Request, ended.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
        {
            return new Upload { Error = DirectLineError.UploadTimeout((int)options.Uploads.Timeout.TotalSeconds) };
        }
    }
}
