using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SupportBot.BotFramework.DirectLine;

// A full or locked storage: the client is asked to retry, and the cause is logged.
internal sealed class StorageFailureFilter(ILogger<StorageFailureFilter> log) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context).ConfigureAwait(false);
        }
        catch (IOException e)
            when (e is not BadHttpRequestException && !context.HttpContext.RequestAborted.IsCancellationRequested)
        {
            log.LogError("A request was answered with 503, because the storage failed: {Problem}", e.Message);
            context.HttpContext.Response.Headers.RetryAfter = "5";
            return DirectLineError.Unavailable();
        }
    }
}
