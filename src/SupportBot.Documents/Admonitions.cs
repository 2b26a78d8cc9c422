using System.Text.RegularExpressions;
using SupportBot.Core.Knowledge;

namespace SupportBot.Documents;

// The names of admonitions in site generators and in texts.
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

    // Names that announce an admonition without its kind.
    private static readonly HashSet<string> Generic =
        new(["admonition", "callout", "alert", "aside", "hint", "notice"], StringComparer.OrdinalIgnoreCase);

    // Other generic names are also used for columns and the like, such as has-aside.
    private static readonly HashSet<string> GenericClasses =
        new(["admonition", "admonitionblock", "callout", "alert", "notice"], StringComparer.OrdinalIgnoreCase);

    // Ignores case. Returns None for other names.
    public static Admonition Of(string name) => Names.GetValueOrDefault(name.Trim());

    public static Admonition Of(string name, string? kind)
    {
        var known = Generic.Contains(name) ? Of(kind ?? "") : Admonition.None;
        return known != Admonition.None ? known : Of(name);
    }

    // By the classes of an HTML element, such as "admonition warning" or "alert alert-info".
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

    // By the label at the start of a block: **Note:** …
    public static Admonition OfLabel(string markdown) =>
        Label().Match(markdown) is { Success: true } label ? Of(label.Groups["name"].Value) : Admonition.None;

    private static readonly HashSet<string> Labels = [.. LabelNames.Split('|')];

    [GeneratedRegex(
        @"^(?:>\s*)*(?:(?:\*\*|__|\*|_)(?<name>" + LabelNames
            + @")\s*(?::\s*(?:\*\*|__|\*|_)|(?:\*\*|__|\*|_)\s*(?::|\n|$))|"
            + "(?<name>" + LabelNames + @"):\s)",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Label();

    // Other names also start ordinary sentences, such as "Example: …".
    private const string LabelNames =
        "note|tip|hint|important|warning|caution|danger|attention"
        + "|hinweis|tipp|wichtig|warnung|achtung|vorsicht";
}
