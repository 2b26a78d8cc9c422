using System.Net;
using System.Text.RegularExpressions;

namespace SupportBot.Widget;

/// <summary>An HTML page with <c>{{places}}</c>; what is put there is encoded, unless it was made as markup.</summary>
internal sealed partial class PageTemplate(string html)
{
    /// <param name="values">The value of every place: a text, or <see cref="HtmlFragment"/>.</param>
    public string Fill(IReadOnlyDictionary<string, object> values) =>
        Place().Replace(html, place => values[place.Groups[1].Value] switch
        {
            HtmlFragment markup => markup.Html,
            var text => Encode((string)text),
        });

    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Place();

    /// <summary>Our own markup, style or JSON, put in as it is.</summary>
    internal sealed record HtmlFragment(string Html);
}
