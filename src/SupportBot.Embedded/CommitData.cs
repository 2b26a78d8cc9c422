using SupportBot.Core.Knowledge;

namespace SupportBot.Embedded;

internal static class CommitData
{
    public static IndexState Read(IDictionary<string, string> userData) => new(
        userData.TryGetValue("position", out var position) ? long.Parse(position, provider: null) : 0,
        userData.TryGetValue("model", out var model) && model.Length > 0 ? model : null,
        userData.TryGetValue("gaps", out var gaps))
    {
        GapsAfter = long.TryParse(gaps, out var after) ? after : 0,
    };

    public static Dictionary<string, string> Of(IndexState state)
    {
        var data = new Dictionary<string, string>
        {
            ["position"] = state.Position.ToString(provider: null), ["model"] = state.ModelHash ?? "",
        };
        if (state.HasGaps) data["gaps"] = state.GapsAfter.ToString(provider: null);
        return data;
    }
}
