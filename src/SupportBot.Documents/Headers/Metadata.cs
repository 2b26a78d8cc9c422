using System.Buffers;
using SupportBot.Core.Knowledge;

namespace SupportBot.Documents.Headers;

// Title is null if the first heading is the title; Label is the name in menus; Url and Language are null for the
// default.
internal sealed record Metadata(
    string? Title, string? Label, string? Description, string? Url, Audience Audience, string? Language)
{
    public PublishedPlace Place { get; init; }

    public static Metadata? From(IReadOnlyDictionary<string, string> values, out ReadResult.Rejected? rejected)
    {
        var url = values.GetValueOrDefault("url");
        var audience = values.GetValueOrDefault("audience");
        var language = values.GetValueOrDefault("language") ?? values.GetValueOrDefault("lang");
        rejected = (IsUrl(url), AudienceOf(audience), IsLanguage(language)) switch
        {
            (false, _, _) =>
                new($"The url '{url}' is none. Write it in full, https://…, or from the root, /help/start."),
            (_, null, _) =>
                new($"The audience '{audience}' is unknown. Write public or internal.") { IsAudienceUnclear = true },
            (_, _, false) => new($"The language '{language}' is unknown. Write a two-letter code such as en or de."),
            _ when IsDraft(values) =>
                new("It is a draft. Remove 'draft' or 'published' from its front matter to publish it.")
                {
                    IsAudienceUnclear = true,
                },
            _ => null,
        };
        if (rejected is not null) return null;
        return new Metadata(
            Text(values.GetValueOrDefault("title")),
            Labels.Select(name => Text(values.GetValueOrDefault(name))).FirstOrDefault(label => label is not null),
            Text(values.GetValueOrDefault("description")),
            IsRelative(url) ? null : Text(url),
            AudienceOf(audience)!.Value,
            Text(language)?[..2].ToLowerInvariant())
        {
            // Hugo: a relative url is the path of the page below the root of the site.
            Place = new(IsRelative(url) ? $"/{Text(url)}" : Path(values, "slug"), Path(values, "permalink")),
        };
    }

    // The keys of Docusaurus, Mintlify and Hugo.
    private static readonly string[] Labels = ["sidebar_label", "sidebarTitle", "linkTitle"];

    private static string? Path(IReadOnlyDictionary<string, string> values, string key) =>
        Text(values.GetValueOrDefault(key)) is { Length: <= MaxUrl } path && !path.AsSpan().ContainsAny(NotOfPaths)
            ? path : null;

    private static readonly SearchValues<char> NotOfPaths = SearchValues.Create(" {}<>\"\\\n\r\t");

    private static bool IsDraft(IReadOnlyDictionary<string, string> values) =>
        IsSaid(values.GetValueOrDefault("draft"), "true", "yes")
        || IsSaid(values.GetValueOrDefault("published"), "false", "no");

    private static bool IsSaid(string? value, params ReadOnlySpan<string> words) =>
        words.Contains(value?.Trim().ToLowerInvariant() ?? "");

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static Audience? AudienceOf(string? value) => value?.Trim().ToLowerInvariant() switch
    {
        null or "public" => Audience.Public,
        "internal" => Audience.Internal,
        _ => null,
    };

    // Limited, since each section repeats the URL.
    private const int MaxUrl = 2_000;

    private static bool IsUrl(string? value) =>
        Text(value) is not { } url || (url.Length <= MaxUrl && (IsAddress(url) || IsRelative(url)));

    // Such as guide/start, but not www.example.com/start, where the scheme is missing.
    private static bool IsRelative(string? value) =>
        Text(value)?.TrimEnd('/') is { Length: > 0 } url && url[0] is not ('/' or '#' or '?')
        && !url.Contains(':') && !url.AsSpan().ContainsAny(NotOfPaths)
        && url.Split('/') is var segments && segments.All(segment => segment is not ("" or "." or ".."))
        && (segments.Length == 1 || !segments[0].Contains('.'));

    private static bool IsAddress(string url) =>
        (url.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal))
        || (Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https");

    // A code with an optional region: de, de-AT.
    private static bool IsLanguage(string? value) => Text(value) is not { } tag
        || (tag.Length >= 2 && tag[..2].All(char.IsAsciiLetter) && (tag.Length == 2 || tag[2] is '-' or '_'));
}
