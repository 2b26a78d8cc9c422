using System.Globalization;

namespace SupportBot.Elasticsearch.Engine.Layout;

/// <summary>The names of a brand's indices.</summary>
/// <param name="Alias">What searches go to, for example <c>supportbot-default</c>: one index at a time.</param>
internal sealed record IndexNames(string Alias)
{
    /// <summary>The brand's synonyms.</summary>
    public string Synonyms => Alias;

    /// <summary>Every index of the brand, those that no search goes to included, by the alias that each is written through.</summary>
    public string AllWrites => $"{Alias}-v*-writes";

    /// <summary>The index after another: <c>supportbot-default-v2</c>.</summary>
    /// <param name="index">The one before; null for none.</param>
    public string After(string? index) =>
        $"{Alias}-v{(index is null ? 1 : int.Parse(index.AsSpan(Alias.Length + 2), NumberStyles.None, CultureInfo.InvariantCulture) + 1)}";

    /// <summary>The alias that an index is written through: a write to an index that is gone then fails, and makes none.</summary>
    public static string Writes(string index) => $"{index}-writes";
}
