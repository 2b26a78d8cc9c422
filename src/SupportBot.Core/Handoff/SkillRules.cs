using System.Text.RegularExpressions;

namespace SupportBot.Core.Handoff;

/// <summary>Chooses the skill that a case needs by words of the question.</summary>
public sealed partial class SkillRules
{
    private readonly IReadOnlyList<(string Skill, IReadOnlySet<string> Words)> _rules;

    private SkillRules(IReadOnlyList<(string Skill, IReadOnlySet<string> Words)> rules) => _rules = rules;

    /// <summary>Reads lines such as <c>billing: invoice, refund</c>.</summary>
    /// <exception cref="FormatException">A line is malformed; the message says which.</exception>
    public static SkillRules Parse(IEnumerable<string> lines) => new([.. lines.Select(ParseLine)]);

    /// <returns>The first skill of which the question has a word; empty for none.</returns>
    public string SkillFor(string question)
    {
        var words = Word().Matches(question.ToLowerInvariant()).Select(match => match.Value).ToHashSet();
        return _rules.FirstOrDefault(rule => rule.Words.Overlaps(words)).Skill ?? "";
    }

    private static (string, IReadOnlySet<string>) ParseLine(string line)
    {
        var parts = line.Split(':', 2, StringSplitOptions.TrimEntries);
        var words = parts is [_, var list]
            ? list.ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : [];
        return words.Length > 0 && parts[0].Length > 0 && !parts[0].Contains(' ', StringComparison.Ordinal)
            ? (parts[0].ToLowerInvariant(), words.ToHashSet())
            : throw new FormatException($"'{line}' is no skill. Write it as billing: invoice, refund.");
    }

    [GeneratedRegex(@"[\p{L}\p{N}]+", RegexOptions.NonBacktracking)]
    private static partial Regex Word();
}
