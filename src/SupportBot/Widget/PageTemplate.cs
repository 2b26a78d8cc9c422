using System.Net;
using System.Text.RegularExpressions;

namespace SupportBot.Widget;

// Values for {{places}} are encoded unless they are an HtmlFragment.
internal sealed partial class PageTemplate(string html)
{
    public string Fill(IReadOnlyDictionary<string, object> values) =>
        Place().Replace(html, place => values[place.Groups[1].Value] switch
        {
            HtmlFragment markup => markup.Html,
            var text => Encode((string)text),
        });

    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Place();

    internal sealed record HtmlFragment(string Html);
}
