using System.Net;
using System.Text;

namespace SupportBot.Models.Connecting;

// Uses max_completion_tokens for the token limit, or max_tokens if the server rejects it. The accepted name is tried
// first next time.
internal sealed class OutputLimitHandler : DelegatingHandler
{
    private const string Newer = "\"max_completion_tokens\":";
    private const string Older = "\"max_tokens\":";

    private volatile string _taken = Newer;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var name = _taken;
        if (name == Older) await RenameAsync(request, Newer, Older, cancellationToken).ConfigureAwait(false);
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (!await IsRefusedAsync(response, cancellationToken).ConfigureAwait(false)) return response;

        response.Dispose();
        var other = name == Newer ? Older : Newer;
        await RenameAsync(request, name, other, cancellationToken).ConfigureAwait(false);
        var second = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (second.IsSuccessStatusCode) _taken = other;
        return second;
    }

    // Servers word this error differently, but all include the name.
    private static async Task<bool> IsRefusedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode is not (HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity)) return false;
        await response.Content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
        var error = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        return error.Contains("max_completion_tokens", StringComparison.Ordinal)
            || error.Contains("max_tokens", StringComparison.Ordinal);
    }

    // Quotation marks within strings are escaped, so only a member can match.
    private static async Task RenameAsync(
        HttpRequestMessage request, string from, string to, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        var renamed = body.Replace(from, to, StringComparison.Ordinal);
        request.Content = new StringContent(renamed, Encoding.UTF8, "application/json");
    }
}
