namespace SupportBot.Embedded;

/// <summary>What a Lucene commit says about itself in its user data.</summary>
/// <param name="Position">The database position up to which the commit is complete.</param>
/// <param name="ModelHash">The model of its vectors; null without any.</param>
internal sealed record IndexState(long Position, string? ModelHash)
{
    public static IndexState Read(IDictionary<string, string> userData) => new(
        userData.TryGetValue("position", out var position) ? long.Parse(position, provider: null) : 0,
        userData.TryGetValue("model", out var model) && model.Length > 0 ? model : null);

    public Dictionary<string, string> Write() => new()
    {
        ["position"] = Position.ToString(provider: null),
        ["model"] = ModelHash ?? "",
    };
}
