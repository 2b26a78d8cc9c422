using SupportBot.AgentConsole.Thread;
using SupportBot.Core.Answers.Generation;

namespace SupportBot.Tests.AgentConsole;

public sealed class ThreadTranslatorTests
{
    private static readonly ModelCall Call = new("", "double", "double", ModelUsage.None);

    private readonly List<TranslationTask> _tasks = [];

    [Fact]
    public async Task Lines_are_translated_and_their_breaks_stay()
    {
        var translator = Translator(task => [.. task.Texts.Select(text => text.ToUpperInvariant())]);
        Assert.Equal(
            "HELLO ANA,\n\n1. PRESS IT.\n---\nBYE",
            await TranslateAsync(translator, "Hello Ana,\r\n\r\n  1. Press it.\n---\nBye"));
        var task = Assert.Single(_tasks);
        Assert.Equal(("en", "de"), (task.From, task.To));
        Assert.Equal(["Hello Ana,", "1. Press it.", "Bye"], task.Texts);
    }

    [Fact]
    public async Task Without_words_nothing_is_sent()
    {
        Assert.Equal("42\n\n!", await TranslateAsync(Translator(_ => []), "42\n\n!"));
        Assert.Empty(_tasks);
    }

    [Fact]
    public async Task A_text_of_too_many_lines_is_not_sent()
    {
        Assert.Null(await TranslateAsync(Translator(_ => []), string.Join('\n', Enumerable.Repeat("word", 61))));
        Assert.Empty(_tasks);
    }

    [Fact]
    public async Task A_model_that_fails_translates_nothing() => Assert.Null(
        await TranslateAsync(Translator(_ => null), "Hello"));

    [Fact]
    public async Task Without_a_model_there_is_no_translation()
    {
        var translator = new ThreadTranslator();
        Assert.False(translator.IsAvailable);
        Assert.Null(await TranslateAsync(translator, "Hello"));
    }

    private static Task<string?> TranslateAsync(ThreadTranslator translator, string text) =>
        translator.TranslateAsync(text, "en", "de", TestContext.Current.CancellationToken);

    private ThreadTranslator Translator(Func<TranslationTask, string[]?> translate) => new(new AnswerModel(
        (_, _, _) => throw new NotSupportedException(), (_, _) => throw new NotSupportedException(),
        (task, _) =>
        {
            _tasks.Add(task);
            return Task.FromResult<ModelResult<Translation>>(translate(task) is { } texts
                ? new ModelResult<Translation>.Succeeded(new Translation(texts), Call)
                : new ModelResult<Translation>.Failed(new ModelFailure(ModelFault.Unavailable, "down"), Call));
        }, null));
}
