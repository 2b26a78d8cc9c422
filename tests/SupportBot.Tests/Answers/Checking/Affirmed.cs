using SupportBot.Core.Answers.Checking;

namespace SupportBot.Tests.Answers.Checking;

/// <summary>A draft that its judge affirms as a whole, so that the rules alone decide.</summary>
internal static class Affirmed
{
    public static IReadOnlyList<CheckedSentence> Feed(this CheckedAnswer answer, string text) =>
        [.. answer.Read(text).Select(part => answer.Settle(part, null))];

    public static IReadOnlyList<CheckedSentence> End(this CheckedAnswer answer) =>
        [.. answer.ReadEnd().Select(part => answer.Settle(part, null))];
}
