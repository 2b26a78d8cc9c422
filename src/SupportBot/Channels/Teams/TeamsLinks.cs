using SupportBot.Core.Answers;

namespace SupportBot.Channels.Teams;

// The addresses that a message in Teams may open; null for others.
internal sealed class TeamsLinks(string publicAddress)
{
    // Twenty longer URLs would leave no room for the text.
    private const int MaxUrlLength = 500;

    // A source without a link still shows its quote.
    public string? Of(Citation citation) => Of(PageAddress.Of(citation.Url, citation.Audience));

    // Teams opens only https.
    public string? Of(string? url)
    {
        var address = url?.StartsWith('/') == true ? publicAddress + url : url;
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps
            && uri.AbsoluteUri.Length <= MaxUrlLength
                ? uri.AbsoluteUri
                : null;
    }
}
