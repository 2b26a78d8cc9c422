using SupportBot.Core.Answers.Checking;
using SupportBot.Core.Answers.Deciding;
using SupportBot.Core.Answers.Generation;
using SupportBot.Core.Answers.Searching;
using SupportBot.Core.Answers.Understanding;
using SupportBot.Core.Answers.Writing;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Answers;

/// <summary>
/// The bot's texts in a language: a two-letter code. Null where there are none; there are in the language of each chat.
/// </summary>
public delegate AnswerTexts? AnswerTextsSource(string language);

/// <summary>
/// Answers questions from the documents: understand, search, decide, write, check. Nothing is said that was not found:
/// without evidence the answer is a refusal, and without a search it says so. A model may write, and translate for the
/// customer; what it writes is checked, and where it fails the documents' own sentences answer.
/// </summary>
/// <param name="search">Finds passages.</param>
/// <param name="engine">Knows how rare words are.</param>
/// <param name="languages">Those that the documents are in.</param>
/// <param name="texts">What the bot says besides.</param>
/// <param name="time">For the time each step takes.</param>
/// <param name="model">Understands what the rules do not, writes and translates; null where none is configured.</param>
public sealed class AnswerService(
    HybridSearch search, ISearchEngine engine, LanguagesSource languages, AnswerTextsSource texts, TimeProvider time,
    AnswerModel? model = null)
{
    private readonly Inquiry _inquiry = new(new TimelySearch(search, engine, time));

    /// <inheritdoc cref="AnswerAsync(Question, ShowAnswer, CancellationToken)"/>
    public Task<Answer> AnswerAsync(Question question, CancellationToken cancellationToken) =>
        AnswerAsync(question, (_, _) => Task.CompletedTask, cancellationToken);

    /// <summary>Answers one message.</summary>
    /// <param name="question">The message.</param>
    /// <param name="show">Shows the answer while a model writes it; the answer begins with what was shown.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<Answer> AnswerAsync(Question question, ShowAnswer show, CancellationToken cancellationToken)
    {
        using var step = TurnTrace.Step();
        var watch = new StepWatch(time);
        var known = await languages(question.Audiences, cancellationToken).ConfigureAwait(false);
        using var writer = ModelTurn.With(model, time, cancellationToken);
        var understood = await ModelUnderstanding.MessageAsync(question, known, writer).ConfigureAwait(false);
        watch.Understood();
        if (understood is not Understood.Search asked)
            return new Replies(Wording.In(texts, null, question.Language), watch)
                .Talk((Understood.Talk)understood, question) with { Trace = AnswerTrace.None.After(writer) };

        var found = await _inquiry.MakeAsync(asked, question, known, cancellationToken).ConfigureAwait(false);
        watch.Searched();
        var foreign = ForeignLanguage(asked, found.Decision, known);
        var replies = new Replies(Wording.In(texts, foreign, question.Language), watch);
        var answer = writer is not null && found.Decision is Decision.Write drafting
            ? await DraftAsync(
                new CheckedDraft(question.Talk, drafting, writer, foreign, text => show(text, cancellationToken)),
                found, replies).ConfigureAwait(false)
            : null;
        answer ??= Extract(found, replies, asked, known, writer);
        return answer with { Trace = answer.Trace.After(writer) with { Missing = found.Sought.Missing } };
    }

    /// <returns>Null where the model failed before anything was said.</returns>
    private static async Task<Answer?> DraftAsync(CheckedDraft draft, Finding found, Replies replies)
    {
        var end = await draft.WriteAsync(found.Asked.Text).ConfigureAwait(false);
        return end == DraftEnd.Failed ? null : replies.Drafted(found.Decision!.Evidence, draft, end) with
        {
            Trace = new AnswerTrace(found.Sought.Passages, draft.Sentences, []) { Translation = draft.Translation },
        };
    }

    /// <summary>In the documents' own sentences.</summary>
    private static Answer Extract(
        Finding found, Replies replies, Understood.Search asked, IReadOnlyList<string> known, ModelTurn? writer)
    {
        if (found.Decision is not { } decision) return replies.Unavailable(asked);
        var written = decision is Decision.Write write ? Write.Answer(found.Asked, write) : [];
        var claims = Check.Claims(written);
        if (writer?.HasJudge == true) claims = Check.WithoutAddresses(claims);
        return replies.For(decision, claims, asked, known)
            with { Trace = AnswerTrace.Of(found.Sought.Passages, written) };
    }

    /// <summary>The customer's language, where it is sure and the answer is in another one; null elsewhere.</summary>
    private static string? ForeignLanguage(Understood.Search asked, Decision? decision, IReadOnlyList<string> known)
    {
        var isAnswered = decision is Decision.Write write
            ? write.Language == asked.Language
            : asked.Language is { } own && known.Contains(own);
        return isAnswered ? null : asked.Language;
    }
}
