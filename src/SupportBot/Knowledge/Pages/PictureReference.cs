using SupportBot.Core.Knowledge;

namespace SupportBot.Knowledge.Pages;

/// <summary>Resolves a picture's address in a document as a browser does on the document's page.</summary>
internal static class PictureReference
{
    /// <summary>A host that no document can name.</summary>
    private static readonly Uri Host = new($"http://{Guid.NewGuid():N}/");

    /// <param name="id">The document's path below the documentation folder.</param>
    /// <param name="address">As written in the document.</param>
    /// <returns>The picture's path below the documentation folder; null where the address leads elsewhere.</returns>
    public static string? Resolve(string id, string address)
    {
        if (string.IsNullOrWhiteSpace(address)) return null;
        var page = new Uri(Host, CanonicalUrl.OfPage(id));
        if (!Uri.TryCreate(page, address, out var picture) || !picture.IsAbsoluteUri || picture.Scheme != Host.Scheme
            || picture.Authority != Host.Authority
            || !picture.AbsolutePath.StartsWith("/docs/", StringComparison.Ordinal)) return null;
        return Uri.UnescapeDataString(picture.AbsolutePath["/docs/".Length..]);
    }
}
