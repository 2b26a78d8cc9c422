using SupportBot.Core.Answers.Checking;
using SupportBot.Core.Answers.Deciding;
using SupportBot.Core.Answers.Generation;
using SupportBot.Core.Answers.Searching;
using SupportBot.Core.Answers.Understanding;
using SupportBot.Core.Answers.Writing;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Answers;

/// <summary>The bot's texts in a language: a two-letter code.</summary>
public delegate AnswerTexts AnswerTextsSource(string language);

/// <summary>
/// Answers questions from the documents: understand, search, decide, write, check. Nothing is said that was not found:
/// without evidence the answer is a refusal, and without a search it says so. A model may write; what it writes is checked, and where it fails the
/// documents' own sentences answer.
/// </summary>
/// <param name="search">Finds passages.</param>
/// <param name="engine">Knows how rare words are.</param>
/// <param name="texts">What the bot says besides.</param>
/// <param name="time">For the time each step takes.</param>
/// <param name="model">Understands follow-ups and writes; null where none is configured.</param>
public sealed class AnswerService(HybridSearch search, ISearchEngine engine, AnswerTextsSource texts, TimeProvider time, AnswerModel? model = null)
{
    private readonly TimelySearch _search = new(search, engine, time);

    /// <inheritdoc cref="AnswerAsync(Question, ShowAnswer, CancellationToken)"/>
    public Task<Answer> AnswerAsync(Question question, CancellationToken cancellationToken) => AnswerAsync(question, (_, _) => Task.CompletedTask, cancellationToken);

    /// <summary>Answers one message.</summary>
    /// <param name="question">The message.</param>
    /// <param name="show">Shows the answer while a model writes it; the answer begins with what was shown.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<Answer> AnswerAsync(Question question, ShowAnswer show, CancellationToken cancellationToken)
    {
        var (watch, words) = (new StepWatch(time), texts(question.Language));
        using var writer = ModelTurn.With(model, time, cancellationToken);
        var understood = await ModelUnderstanding.MessageAsync(question, writer).ConfigureAwait(false);
        watch.Understood();
        if (understood is not Understood.Search asked) return Replies.Talk((Understood.Talk)understood, question, words, watch) with { Trace = AnswerTrace.None.After(writer) };

        var sought = await _search.RunAsync(asked, question.Audiences, cancellationToken).ConfigureAwait(false);
        watch.Searched();
        if (sought.IsUnavailable) return Replies.Unavailable(asked, words, watch) with { Trace = AnswerTrace.None.After(writer) with { Missing = sought.Missing } };
        var decision = Decide.On(asked, sought.Terms, sought.Passages, mayAskBack: question.History is not [.., { Kind: AnswerKind.Clarify }]);
        if (writer is not null && decision is Decision.Write drafting)
        {
            var draft = new CheckedDraft(question.Text, drafting, text => show(text, cancellationToken));
            var end = await draft.WriteAsync(asked.Text, writer).ConfigureAwait(false);
            if (end != DraftEnd.Failed) return Replies.Drafted(decision, draft, end, words, watch) with { Trace = new AnswerTrace(sought.Passages, draft.Sentences, writer.Calls) { Missing = sought.Missing } };
        }
        var written = decision is Decision.Write write ? Write.Answer(asked, write) : [];
        return Replies.For(decision, Check.Claims(written), words, watch) with { Trace = AnswerTrace.Of(sought.Passages, written).After(writer) with { Missing = sought.Missing } };
    }
}
