using System.Globalization;

namespace SupportBot.Elasticsearch.Engine.Layout;

internal sealed record IndexNames(string Alias)
{
    public string Synonyms => Alias;

    public string AllWrites => $"{Alias}-v*-writes";

    public string After(string? index)
    {
        var before = index is null ? "0" : index[(Alias.Length + 2)..];
        return $"{Alias}-v{int.Parse(before, NumberStyles.None, CultureInfo.InvariantCulture) + 1}";
    }

    // The alias for writes: a write to a deleted index fails instead of creating one.
    public static string Writes(string index) => $"{index}-writes";
}
