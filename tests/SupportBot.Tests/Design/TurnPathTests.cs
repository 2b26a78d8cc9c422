using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using SupportBot.Tests.Channels;
using SupportBot.Tests.Channels.Teams;
using SupportBot.Tests.Channels.Teams.TeamsService;

namespace SupportBot.Tests.Design;

/// <summary>The lists of files in docs/architecture.md are the recorded traces of turns.</summary>
public sealed partial class TurnPathTests : IDisposable
{
    private const int MostFiles = 12;
    private const int MostLines = 350;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("path-");

    [Fact]
    public async Task A_message_in_the_web_chat_passes_the_files_of_the_page()
    {
        await using var host = await ChatHost.StartWholeAsync(_folder);
        using var visitor = await Visitor.ArriveAsync(host);
        await visitor.PollAsync(1);
        using var trace = new Trace();
        await visitor.SayAsync("How do I start?");
        await visitor.PollAsync(3);
        Assert.Equal(Listed("A message in the web chat"), await trace.FilesAsync(visitor.Conversation));
    }

    [Fact]
    public async Task A_message_in_Teams_passes_the_files_of_the_page()
    {
        await using var host = await ChatHost.StartWholeAsync(_folder, settings: Person.Development);
        await using var teams = await TeamsDouble.StartAsync(host.Clock);
        var conversation = teams.Personal().Id;
        using var person = new Person(host, teams.ServiceUrl, conversation);
        using var trace = new Trace();
        using var response = await person.SayAsync("How do I start?", "1");
        Assert.Equal(Listed("A message in Teams"), await trace.FilesAsync($"msteams/{conversation}"));
    }

    [Fact]
    public void The_way_is_short_and_its_files_are_too()
    {
        var sources = Directory
            .EnumerateFiles(Path.Combine(SharedData.RepositoryRoot, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file =>
                !file.Contains(
                    $"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .ToLookup(file => Path.GetFileName(file));
        foreach (var channel in new[] { "A message in the web chat", "A message in Teams" })
        {
            var files = Listed(channel);
            Assert.InRange(files.Count, 1, MostFiles);
            Assert.All(
                files, file => Assert.InRange(File.ReadLines(Assert.Single(sources[file])).Count(), 1, MostLines));
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>The files of a section, the first of each item.</summary>
    private static List<string> Listed(string heading)
    {
        var page = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "docs", "architecture.md"));
        var from = page.IndexOf($"### {heading}", StringComparison.Ordinal);
        Assert.True(from >= 0, heading);
        var to = page.IndexOf("\n#", from + 1, StringComparison.Ordinal);
        return [.. Item().Matches(page[from..to]).Select(match => match.Groups[1].Value)];
    }

    /// <summary>Records the steps of all turns in this process.</summary>
    private sealed class Trace : IDisposable
    {
        private readonly ConcurrentQueue<Activity> _begun = [];
        private readonly ActivityListener _listener;

        public Trace()
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == "SupportBot",
                Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStarted = _begun.Enqueue,
            };
            ActivitySource.AddActivityListener(_listener);
        }

        /// <summary>
        /// The files of one conversation's turn in the order in which it came to them, when it has ended.
        /// </summary>
        public async Task<IEnumerable<string>> FilesAsync(string conversationId)
        {
            while (!Steps(conversationId).Any(step => step is { FileName: "Outbox.cs", IsEnded: true }))
                await Task.Delay(5, TestContext.Current.CancellationToken);
            return Steps(conversationId).Select(step => step.FileName).Distinct();
        }

        public void Dispose() => _listener.Dispose();

        private IEnumerable<(string FileName, bool IsEnded)> Steps(string conversationId)
        {
            var all = _begun.ToArray();
            var traces = all.Where(step => Equals(step.GetTagItem("supportbot.conversation"), conversationId))
                .Select(step => step.TraceId).ToHashSet();
            return all.Where(step => traces.Contains(step.TraceId))
                .Select(step => ((string)step.GetTagItem("code.file.path")!, step.IsStopped));
        }
    }

    [GeneratedRegex(@"^\d+\. `(\w+\.cs)`", RegexOptions.Multiline)]
    private static partial Regex Item();
}
