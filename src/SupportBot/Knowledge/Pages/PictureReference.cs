using SupportBot.Core.Knowledge;

namespace SupportBot.Knowledge.Pages;

// Resolves an image address as a browser does on the document's page.
internal static class PictureReference
{
    // A host that no document can name.
    private static readonly Uri Host = new($"http://{Guid.NewGuid():N}/");

    // Returns null if the address leads outside the documentation folder.
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
