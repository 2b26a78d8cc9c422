using System.Globalization;

namespace SupportBot.Elasticsearch.Engine.Layout;

/// <summary>The names of a brand's indices.</summary>
internal sealed record IndexNames(string Alias)
{
    public string Synonyms => Alias;

    /// <summary>Every index of the brand, also those that no search goes to.</summary>
    public string AllWrites => $"{Alias}-v*-writes";

    /// <summary>The index after another: <c>supportbot-default-v2</c>.</summary>
    public string After(string? index)
    {
        var before = index is null ? "0" : index[(Alias.Length + 2)..];
        return $"{Alias}-v{int.Parse(before, NumberStyles.None, CultureInfo.InvariantCulture) + 1}";
    }

    /// <summary>What an index is written through: a write to one that is gone then fails, and makes none.</summary>
    public static string Writes(string index) => $"{index}-writes";
}
