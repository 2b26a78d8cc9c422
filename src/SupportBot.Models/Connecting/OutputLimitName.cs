using System.Net;
using System.Text;

namespace SupportBot.Models.Connecting;

/// <summary>
/// Names the limit of an answer's tokens as the server takes it: <c>max_completion_tokens</c>, or <c>max_tokens</c>
/// where that is refused. The name that was taken last is used first.
/// </summary>
internal sealed class OutputLimitName : DelegatingHandler
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

    /// <summary>Servers say so in many ways, which have in common that they name it.</summary>
    private static async Task<bool> IsRefusedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode is not (HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity)) return false;
        await response.Content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
        var error = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        return error.Contains("max_completion_tokens", StringComparison.Ordinal)
            || error.Contains("max_tokens", StringComparison.Ordinal);
    }

    /// <summary>Within texts quotation marks are escaped, so the name is found as a member alone.</summary>
    private static async Task RenameAsync(
        HttpRequestMessage request, string from, string to, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        var renamed = body.Replace(from, to, StringComparison.Ordinal);
        request.Content = new StringContent(renamed, Encoding.UTF8, "application/json");
    }
}
