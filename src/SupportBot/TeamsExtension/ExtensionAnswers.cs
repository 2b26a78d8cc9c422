using SupportBot.Core.Answers;
using SupportBot.Core.Knowledge;
using SupportBot.Dialogs;

namespace SupportBot.TeamsExtension;

// Answers from public documents alone, since guests and customers may read what is inserted.
internal sealed class ExtensionAnswers(AnswerQuestion answer, HybridSearch search, TimeProvider clock)
{
    private const int MaxSections = 3;

    // A long section is several passages.
    private const int SearchedPassages = 12;

    private const int MaxKept = 200;

    // Teams shows an error after five seconds.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(4);

    // A late answer goes on, so that the person who tries again gets it.
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Question, string Language), Work> _works = [];

    // Null if there is no answer in time.
    public async Task<ExtensionFinding?> FindAsync(
        string question, string language, CancellationToken cancellationToken)
    {
        var finding = Start(question, language);
        await ((Task)finding).WaitAsync(Timeout, clock, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        return finding.IsCompleted ? await finding : null;
    }

    private Task<ExtensionFinding> Start(string question, string language)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            foreach (var (key, work) in _works)
                if (now - work.Began >= Kept || work.Finding.IsFaulted || work.Finding.IsCanceled) _works.Remove(key);
            if (_works.TryGetValue((question, language), out var same)) return same.Finding;
            var finding = Task.Run(() => RunAsync(question, language));
            if (_works.Count < MaxKept) _works[(question, language)] = new Work(finding, now);
            return finding;
        }
    }

    private async Task<ExtensionFinding> RunAsync(string question, string language)
    {
        using var limit = new CancellationTokenSource(Kept, clock);
        var sections = SearchAsync(question, limit.Token);
        var answered = await answer(
            new Question(question, [], Audiences.Everybody, language), (_, _) => Task.CompletedTask, limit.Token);
        return new ExtensionFinding(answered, await sections);
    }

    private async Task<IReadOnlyList<Chunk>> SearchAsync(string question, CancellationToken cancellationToken)
    {
        try
        {
            var found = await search.SearchAsync(
                question, Audiences.Everybody, SearchedPassages, cancellationToken: cancellationToken);
            var chunks = found.Passages.Select(passage => passage.Chunk);
            return [.. chunks.DistinctBy(chunk => chunk.Url).Take(MaxSections)];
        }
        catch (SearchUnavailableException)
        {
            return [];
        }
    }

    private sealed record Work(Task<ExtensionFinding> Finding, DateTimeOffset Began);
}
