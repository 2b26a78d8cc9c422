using SupportBot.Brands;

namespace SupportBot.Widget;

internal static class RequestLanguage
{
    // Returns a two-letter code, "en" if the brand has none of the browser's languages.
    public static string Of(
        HttpRequest request, Brand brand) => brand.LanguageOf(request.GetTypedHeaders().AcceptLanguage
        .OrderByDescending(language => language.Quality ?? 1)
        .Select(language => language.Value.Value)
        .FirstOrDefault(tag => tag is { Length: >= 2 } && brand.Texts.ContainsKey(tag[..2].ToLowerInvariant())));
}
