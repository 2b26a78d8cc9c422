using System.Globalization;

namespace SupportBot.Core.Voice;

/// <summary>A rule of style, with the meaning that the linter Vale gives to rules of the same name.</summary>
/// <param name="Name">Unique in its language.</param>
/// <param name="Level">How much a violation weighs.</param>
/// <param name="Message">
/// What is wrong; empty for the kind's own message. <c>{match}</c> and <c>{replacement}</c> are replaced.
/// </param>
public abstract record VoiceRule(string Name, VoiceLevel Level, string Message)
{
    internal abstract IEnumerable<VoiceViolation> Check(VoiceText text);

    /// <summary>Whether it asks for something that every text must have, such as speaking to the reader.</summary>
    internal bool IsMove => this is Occurrence { Min: > 0, Max: int.MaxValue, Scope: VoiceScope.Text };

    private protected VoiceViolation Violation(
        string usual, int offset, int length, string match = "", string replacement = "") =>
        new(Name, Level, (Message.Length > 0 ? Message : usual)
            .Replace("{match}", match, StringComparison.Ordinal)
            .Replace("{replacement}", replacement, StringComparison.Ordinal), offset, length);

    /// <summary>Words or patterns that must not occur.</summary>
    public sealed record Existence(string Name, VoiceLevel Level, string Message, VoicePattern Pattern)
        : VoiceRule(Name, Level, Message)
    {
        internal override IEnumerable<VoiceViolation> Check(VoiceText text) =>
            Pattern.Regex.Matches(text.Prose).Select(match =>
                Violation("Don't write '{match}'.", match.Index, match.Length, match.Value));
    }

    /// <summary>Words or patterns with what is written in their place.</summary>
    public sealed record Substitution(
        string Name, VoiceLevel Level, string Message, IReadOnlyList<(VoicePattern Pattern, string Replacement)> Swaps)
        : VoiceRule(Name, Level, Message)
    {
        internal override IEnumerable<VoiceViolation> Check(VoiceText text) =>
            Swaps.SelectMany(swap => swap.Pattern.Regex.Matches(text.Prose).Select(match => Violation(
                "Write '{replacement}' instead of '{match}'.", match.Index, match.Length, match.Value,
                swap.Replacement)));
    }

    /// <summary>How often a pattern occurs in each part of the text.</summary>
    /// <param name="Name">Unique in its language.</param>
    /// <param name="Level">How much a violation weighs.</param>
    /// <param name="Message">What is wrong; empty for the usual message.</param>
    /// <param name="Pattern">What is counted.</param>
    /// <param name="Min">At least so many times.</param>
    /// <param name="Max">At most so many times.</param>
    /// <param name="Scope">In each of what.</param>
    public sealed record Occurrence(
        string Name, VoiceLevel Level, string Message, VoicePattern Pattern, int Min, int Max, VoiceScope Scope)
        : VoiceRule(Name, Level, Message)
    {
        internal override IEnumerable<VoiceViolation> Check(VoiceText text)
        {
            foreach (var (start, end) in text.Parts(Scope))
            {
                var count = Pattern.Regex.Count(text.Prose[start..end]);
                var found = $"Found {count} in one {Scope.ToString().ToLowerInvariant()}";
                if (count < Min) yield return Violation($"{found}, at least {Min} are needed.", end, 0);
                if (count > Max) yield return Violation($"{found}, at most {Max} may be.", start, end - start);
            }
        }
    }

    /// <summary>Two ways to write the same, of which a text uses one.</summary>
    public sealed record Consistency(
        string Name, VoiceLevel Level, string Message, IReadOnlyList<(VoicePattern One, VoicePattern Other)> Pairs)
        : VoiceRule(Name, Level, Message)
    {
        internal override IEnumerable<VoiceViolation> Check(VoiceText text)
        {
            foreach (var (one, other) in Pairs)
            {
                var (first, second) = (one.Regex.Match(text.Prose), other.Regex.Match(text.Prose));
                if (!first.Success || !second.Success) continue;
                var (before, after) = first.Index < second.Index ? (first, second) : (second, first);
                yield return Violation(
                    "Write either '{replacement}' or '{match}', not both.", after.Index, after.Length, after.Value,
                    before.Value);
            }
        }
    }

    /// <summary>
    /// The highest grade of school that a text may need, by Flesch and Kincaid (1975). Of a few words it says nothing.
    /// </summary>
    public sealed record Readability(string Name, VoiceLevel Level, string Message, double Grade)
        : VoiceRule(Name, Level, Message)
    {
        private const int EnoughWords = 30;

        internal override IEnumerable<VoiceViolation> Check(VoiceText text)
        {
            var grade = text.Metrics.Grade;
            if (text.Metrics.Words < EnoughWords || grade <= Grade) yield break;
            yield return Violation(string.Create(
                CultureInfo.InvariantCulture, $"The text needs grade {grade:0.#}; keep it below {Grade:0.#}."), 0, 0);
        }
    }

    /// <summary>A formula over counts of the text, and what it must not be.</summary>
    public sealed record Metric(
        string Name, VoiceLevel Level, string Message, MetricFormula Formula, MetricCondition Condition)
        : VoiceRule(Name, Level, Message)
    {
        internal override IEnumerable<VoiceViolation> Check(VoiceText text)
        {
            if (text.Metrics.Words == 0) yield break;
            var value = Formula.Of(text.Metrics);
            if (!Condition.Holds(value)) yield break;
            yield return Violation(string.Create(
                CultureInfo.InvariantCulture, $"{Formula} is {value:0.##}, and must not be {Condition}."), 0, 0);
        }
    }
}

/// <summary>What a rule looks at, one after the other.</summary>
public enum VoiceScope
{
    Text,
    Paragraph,
    Sentence,
}
