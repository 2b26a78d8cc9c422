using SupportBot.Core.Answers;
using SupportBot.Core.Knowledge;

namespace SupportBot.Channels.Teams;

// The addresses that a message in Teams may open; null for others.
internal sealed class TeamsLinks(string publicAddress)
{
    // Twenty longer URLs would leave no room for the text.
    private const int MaxUrlLength = 500;

    // The host shows no internal pages. A source without a link still shows its quote.
    public string? Of(Citation citation) =>
        citation.Audience == Audience.Internal && citation.Url.StartsWith('/') ? null : Of(citation.Url);

    // Teams opens only https.
    public string? Of(string url)
    {
        var address = url.StartsWith('/') ? publicAddress + url : url;
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps
            && uri.AbsoluteUri.Length <= MaxUrlLength
                ? uri.AbsoluteUri
                : null;
    }
}
