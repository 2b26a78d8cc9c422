using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SupportBot.BotFramework.DirectLine;

/// <summary>A full or locked storage: the client is told to try again, the operator what is wrong.</summary>
internal sealed class StorageFailures(ILogger<StorageFailures> log) : IEndpointFilter
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
            log.LogError("Direct Line answered 503: {Problem}", e.Message);
            context.HttpContext.Response.Headers.RetryAfter = "5";
            return DirectLineError.Unavailable();
        }
    }
}
