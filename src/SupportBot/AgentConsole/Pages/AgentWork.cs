using SupportBot.Core.Handoff;

namespace SupportBot.AgentConsole.Pages;

// How many cases an agent takes, and which, as a supervisor types it: words between spaces or commas.
public sealed class AgentWork
{
    public const int MostCases = 100;
    public const int LongestList = 200;

    public int Capacity { get; set; }

    public string Skills { get; set; } = "";

    public string Languages { get; set; } = "";

    public IReadOnlyList<string> SkillList => Words(Skills);

    public IReadOnlyList<string> LanguageList => Words(Languages);

    // What is wrong and how to fix it; null for nothing.
    public string? Problem =>
        Capacity is < 1 or > MostCases ? $"Not saved: an agent takes 1 to {MostCases} cases."
        : Skills.Length > LongestList || Languages.Length > LongestList
            ? $"Not saved: a list has at most {LongestList} characters."
        : LanguageList.FirstOrDefault(code => code is not [>= 'a' and <= 'z', >= 'a' and <= 'z']) is { } wrong
            ? $"Not saved: '{wrong}' is no language code. Write two letters, such as en or de."
        : null;

    public static AgentWork Of(Agent agent) => new()
    {
        Capacity = agent.Capacity,
        Skills = string.Join(", ", agent.Skills),
        Languages = string.Join(", ", agent.Languages),
    };

    // Takes over what others have saved, except where it was edited.
    public void Follow(AgentWork read, AgentWork now)
    {
        if (Capacity == read.Capacity) Capacity = now.Capacity;
        if (Skills == read.Skills) Skills = now.Skills;
        if (Languages == read.Languages) Languages = now.Languages;
    }

    private static string[] Words(string text) =>
        [.. text.ToLowerInvariant().Split(
            [' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];
}
