using Tomlyn;
using Tomlyn.Parsing;

namespace SupportBot.Documents.Headers;

internal static class TomlHeader
{
    public static HeaderSyntax Read(string toml)
    {
        try
        {
            return new HeaderSyntax.Entries(Entries(TomlParser.Create(toml)));
        }
        catch (TomlException e)
        {
            return new HeaderSyntax.Invalid(e.Line ?? 1, e.Diagnostics.FirstOrDefault()?.Message.TrimEnd('.')
                ?? e.Message);
        }
    }

    private static List<HeaderEntry> Entries(TomlParser parser)
    {
        var entries = new List<HeaderEntry>();
        (string Name, int Depth, int Line)? key = null;
        while (parser.MoveNext())
        {
            if (parser.Current.Kind == TomlParseEventKind.PropertyName)
            {
                key = (parser.GetPropertyName(), parser.Depth, (parser.Current.Span?.Start.Line ?? 0) + 1);
                continue;
            }
            if (key is not var (name, depth, line)) continue;
            entries.Add(new(name, Value(parser), depth, line));
            key = null;
        }
        return entries;
    }

    private static string? Value(TomlParser parser) => parser.Current.Kind switch
    {
        TomlParseEventKind.String => parser.GetString(),
        TomlParseEventKind.Boolean => parser.Current.GetBoolean() ? "true" : "false",
        TomlParseEventKind.StartTable or TomlParseEventKind.StartArray => null,
        // No key takes numbers or dates.
        _ => "",
    };
}
