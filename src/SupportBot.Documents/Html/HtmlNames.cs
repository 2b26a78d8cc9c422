using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace SupportBot.Documents.Html;

// Distinguishes HTML from placeholders such as <password>, which writers leave unescaped.
internal static partial class HtmlNames
{
    private static readonly FrozenSet<string> Elements = (
        "a abbr address article aside audio b blockquote body br button caption center cite code col colgroup dd "
        + "del details dfn div dl dt em embed figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr "
        + "html i iframe img input ins kbd label legend li link main mark meta nav noscript object ol option p "
        + "picture pre q s samp script section select small source span strike strong style sub summary sup svg table "
        + "tbody td textarea tfoot th thead time title tr track tt u ul var video wbr")
        .Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool IsElement(string tag) => NameOf(tag) is not { Length: > 0 } name || Elements.Contains(name);

    public static string NameOf(string tag) => Name().Match(tag).Groups[1].Value.ToLowerInvariant();

    [GeneratedRegex(@"^</?([A-Za-z][\w-]*)")]
    private static partial Regex Name();
}
