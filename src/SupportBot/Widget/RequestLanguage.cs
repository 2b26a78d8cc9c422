using SupportBot.Brands;

namespace SupportBot.Widget;

/// <summary>The language for a page: what the browser would like best among the brand's languages.</summary>
internal static class RequestLanguage
{
    /// <returns>A two-letter code; <c>en</c> where the browser names none that the brand has.</returns>
    public static string Of(HttpRequest request, Brand brand) => brand.LanguageOf(request.GetTypedHeaders().AcceptLanguage
        .OrderByDescending(language => language.Quality ?? 1)
        .Select(language => language.Value.Value)
        .FirstOrDefault(tag => tag is { Length: >= 2 } && brand.Texts.ContainsKey(tag[..2].ToLowerInvariant())));
}
