using SupportBot.Core.Answers;
using SupportBot.Tests.Gaps;

namespace SupportBot.Tests.Cli;

/// <summary>
/// Visitors, documents and file names that try to steer the operator's terminal, in every command that shows them.
/// </summary>
[Collection("Console")]
public sealed class HostileTextTests
{
    private const string Evil = "\u001b]0;x\u0007\u001b[2J\u009b31m\u202e\u2066\u200b\ufeff\u007f\U000E0041\nFORGED";

    [Fact]
    public async Task No_command_passes_control_characters_on()
    {
        await using var visits = await Visits.BeginAsync();
        visits.Knowledge.Write(
            $"ferry{Evil}.md",
            $"# Ferry {Evil}\n\nThe ferry \u001b[31m\u202e\u009b leaves at noon.\n\n## Harbour\u200b {Evil}\n\nIt "
                + $"leaves from the harbour{Evil}.\n");
        visits.Knowledge.Write($"empty{Evil}.md", "");
        visits.Knowledge.Write($"notes{Evil}.txt", "");
        await visits.Knowledge.IngestAsync();
        var citation = new Citation(1, $"Ferry {Evil}", Evil, $"ferry{Evil}.md", $"https://docs.test/{Evil}", Evil);
        await visits.ThumbAsync(
            $"c{Evil}",
            await visits.AskAsync($"c{Evil}", $"Is there a ferry?{Evil}", AnswerKind.Answered, citations: citation),
            up: false, $"No.{Evil}");
        await visits.ThumbAsync($"c{Evil}", await visits.AskAsync($"c{Evil}", $"A ferry to {Evil}?"), up: false, Evil);

        foreach (var arguments in (string[][])
        [
                    ["audit", "list"],
                    ["audit", "show", "--conversation", $"c{Evil}"],
                    ["conversations", "list"],
                    ["conversations", "export", $"c{Evil}"],
                    ["feedback", "list", "--since", "2026-11-01"],
                    ["feedback", "export", "--since", "2026-11-01"],
                    ["gaps", "--since", "2026-11-01"],
            ["ingest", visits.Knowledge.Docs], ["search", "ferry"], ["ask", "When does the ferry leave?"],
                    ["search", Evil],
                    ["doctor", "--docs", $"missing{Evil}"],
                    ["ask", "ferry", "--history", Evil],
                    ["audit", "list", "--kind", Evil],
                    ["gaps", $"--{Evil}"],
        ])
        {
            await CheckAsync(visits, arguments);
            if (arguments[0] is not ("ingest" or "ask" or "doctor") && arguments[^1] != "export") continue;
            await CheckAsync(visits, [.. arguments, "--json"]);
        }
        foreach (var verb in (string[])["audit", "conversations", "feedback"])
            await CheckAsync(
                visits,
                [verb, "list", "--json", .. verb == "feedback" ? ["--since", "2026-11-01"] : Array.Empty<string>()]);
        await CheckAsync(visits, ["search", "ferry", "--json"]);
    }

    private static async Task CheckAsync(Visits visits, string[] arguments)
    {
        var (_, output, error) = await Console.RunAsync([.. arguments, "--data", visits.Knowledge.DataFolder]);
        var command = string.Join(' ', arguments[0], arguments.Length > 1 ? arguments[1] : "");
        Assert.True(TerminalTextTests.Harmless(output + error), $"{command} passes on: {output}{error}");
        Assert.True(
            (output + error).Contains("\\u001b", StringComparison.OrdinalIgnoreCase),
            $"{command} shows nothing of it: {output}{error}");
        // The text of an answer has lines of its own; all else stays on its line or behind an indent.
        if (arguments[0] != "ask") Assert.DoesNotContain("\nFORGED", output + error, StringComparison.Ordinal);
    }
}
