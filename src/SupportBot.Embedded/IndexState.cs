namespace SupportBot.Embedded;

/// <summary>What a Lucene commit says about itself in its user data.</summary>
/// <param name="Position">The database position up to which the commit is complete.</param>
/// <param name="ModelHash">The model of its vectors; null without any.</param>
/// <param name="HasGaps">Documents went in without them.</param>
internal sealed record IndexState(long Position, string? ModelHash, bool HasGaps)
{
    public static IndexState Read(IDictionary<string, string> userData) => new(
        userData.TryGetValue("position", out var position) ? long.Parse(position, provider: null) : 0,
        userData.TryGetValue("model", out var model) && model.Length > 0 ? model : null,
        userData.ContainsKey("gaps"));

    public Dictionary<string, string> Write()
    {
        var data = new Dictionary<string, string> { ["position"] = Position.ToString(provider: null), ["model"] = ModelHash ?? "" };
        if (HasGaps) data["gaps"] = "";
        return data;
    }
}
