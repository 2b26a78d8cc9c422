using System.Text.RegularExpressions;

namespace ToyVoice;

/// <summary>What stands in the marked blocks of a request.</summary>
/// <param name="Passages">In the order of their numbers.</param>
/// <param name="Question">The question, or the last message.</param>
/// <param name="Sentences">Sentences to judge, with the numbers of their passages.</param>
internal sealed partial record WritingPrompt(
    IReadOnlyList<string> Passages, string Question, IReadOnlyList<(string Text, int[] Passages)> Sentences)
{
    public static WritingPrompt Read(string user)
    {
        List<string> passages = [];
        List<(string, int[])> sentences = [];
        var question = "";
        foreach (Match block in Block().Matches(user))
        {
            var (name, text) = (block.Groups["name"].Value, block.Groups["text"].Value);
            if (name.StartsWith("passage ", StringComparison.Ordinal)) passages.Add(text);
            else if (Judged().Match(name) is { Success: true } judged)
                sentences.Add((text, [.. judged.Groups[1].Value.Split(' ').Select(int.Parse)]));
            else if (name is "question" or "message") question = text;
        }
        return new(passages, question, sentences);
    }

    [GeneratedRegex(
        @"⟦(?<name>[a-z]+[a-z0-9 ]*) (?<key>[0-9a-f]{16})⟧\n(?<text>.*?)\n⟦end \k<key>⟧",
        RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^sentence \d+ on passage ([\d ]+)$")]
    private static partial Regex Judged();
}
