using System.Text.RegularExpressions;
using SupportBot.Core.Knowledge;

namespace SupportBot.Documents;

/// <summary>The names that site generators, and writers in the text, have for admonitions.</summary>
internal static partial class Admonitions
{
    private static readonly Dictionary<string, Admonition> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["note"] = Admonition.Note, ["info"] = Admonition.Note, ["information"] = Admonition.Note,
        ["abstract"] = Admonition.Note, ["summary"] = Admonition.Note, ["example"] = Admonition.Note,
        ["notice"] = Admonition.Note, ["pageinfo"] = Admonition.Note,
        ["question"] = Admonition.Note, ["seealso"] = Admonition.Note, ["todo"] = Admonition.Note,
        ["admonition"] = Admonition.Note, ["callout"] = Admonition.Note, ["alert"] = Admonition.Note,
        ["aside"] = Admonition.Note,
        ["tip"] = Admonition.Tip, ["hint"] = Admonition.Tip, ["success"] = Admonition.Tip, ["check"] = Admonition.Tip,
        ["done"] = Admonition.Tip,
        ["important"] = Admonition.Important,
        ["warning"] = Admonition.Warning, ["warn"] = Admonition.Warning, ["attention"] = Admonition.Warning,
        ["failure"] = Admonition.Warning, ["bug"] = Admonition.Warning, ["deprecated"] = Admonition.Warning,
        ["caution"] = Admonition.Caution, ["danger"] = Admonition.Caution, ["error"] = Admonition.Caution,
        ["critical"] = Admonition.Caution,
        ["hinweis"] = Admonition.Note, ["tipp"] = Admonition.Tip, ["wichtig"] = Admonition.Important,
        ["warnung"] = Admonition.Warning, ["achtung"] = Admonition.Warning, ["vorsicht"] = Admonition.Caution,
    };

    /// <summary>Names that say only that there is an admonition; its kind, where it has one, is elsewhere.</summary>
    private static readonly HashSet<string> Generic =
        new(["admonition", "callout", "alert", "aside", "hint", "notice"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Other such names are also those of columns and the like: <c>has-aside</c>.</summary>
    private static readonly HashSet<string> GenericClasses =
        new(["admonition", "admonitionblock", "callout", "alert", "notice"], StringComparer.OrdinalIgnoreCase);

    /// <param name="name">In any case: <c>note</c>, <c>Warning</c>.</param>
    /// <returns><see cref="Admonition.None"/> where the name is of none.</returns>
    public static Admonition Of(string name) => Names.GetValueOrDefault(name.Trim());

    /// <summary>The kind that an element or tag of a name gives in an attribute, else by its name.</summary>
    /// <param name="name">Such as <c>Callout</c>, or <c>Warning</c>.</param>
    /// <param name="kind">The value of the attribute, such as <c>warning</c>; null where it has none.</param>
    public static Admonition Of(string name, string? kind)
    {
        var known = Generic.Contains(name) ? Of(kind ?? "") : Admonition.None;
        return known != Admonition.None ? known : Of(name);
    }

    /// <summary>
    /// The kind of an HTML element by its classes: <c>admonition warning</c>, <c>alert alert-info</c>, <c>note</c>.
    /// </summary>
    public static Admonition OfClasses(string classes)
    {
        var words = classes.Split([' ', '-', '_', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var isAdmonition = words.Any(GenericClasses.Contains);
        var isVitePress = classes.Contains("custom-block", StringComparison.Ordinal);
        var named = words.Where(word => !Generic.Contains(word)
            && (isAdmonition || isVitePress || Labels.Contains(word)));
        return named.Select(Of).FirstOrDefault(
            kind => kind != Admonition.None, isAdmonition ? Admonition.Note : Admonition.None);
    }

    /// <summary>The kind of a block that begins with its name: <c>**Note:** …</c></summary>
    public static Admonition OfLabel(string markdown) =>
        Label().Match(markdown) is { Success: true } label ? Of(label.Groups["name"].Value) : Admonition.None;

    private static readonly HashSet<string> Labels = [.. LabelNames.Split('|')];

    [GeneratedRegex(
        @"^(?:>\s*)*(?:(?:\*\*|__|\*|_)(?<name>" + LabelNames
            + @")\s*(?::\s*(?:\*\*|__|\*|_)|(?:\*\*|__|\*|_)\s*(?::|\n|$))|"
            + "(?<name>" + LabelNames + @"):\s)",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Label();

    /// <summary>Other names also begin sentences that are no admonitions: "Example: …".</summary>
    private const string LabelNames =
        "note|tip|hint|important|warning|caution|danger|attention"
        + "|hinweis|tipp|wichtig|warnung|achtung|vorsicht";
}
