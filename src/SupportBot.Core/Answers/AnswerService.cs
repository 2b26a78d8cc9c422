using SupportBot.Core.Answers.Checking;
using SupportBot.Core.Answers.Deciding;
using SupportBot.Core.Answers.Understanding;
using SupportBot.Core.Answers.Writing;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Answers;

/// <summary>The bot's texts in a language: a two-letter code.</summary>
public delegate AnswerTexts AnswerTextsSource(string language);

/// <summary>
/// Answers questions from the documents, without a language model: understand, search, decide, write, check.
/// Nothing is said that was not found: without evidence the answer is a refusal.
/// </summary>
/// <param name="search">Finds passages.</param>
/// <param name="engine">Knows how rare words are.</param>
/// <param name="texts">What the bot says besides.</param>
/// <param name="time">For the time each step takes.</param>
public sealed class AnswerService(HybridSearch search, ISearchEngine engine, AnswerTextsSource texts, TimeProvider time)
{
    /// <summary>Answers one message.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<Answer> AnswerAsync(Question question, CancellationToken cancellationToken)
    {
        var watch = new StepWatch(time);
        var understood = Understand.Message(question);
        watch.Understood();
        if (understood is not Understood.Search asked) return Replies.Talk((Understood.Talk)understood, question, texts(question.Language), watch);

        var passages = await search.SearchAsync(asked.SearchText, question.Audiences, Decide.Depth(asked), cancellationToken: cancellationToken).ConfigureAwait(false);
        var terms = await Weigh.TermsAsync(engine, asked.Terms, LanguageOf(passages), cancellationToken).ConfigureAwait(false);
        watch.Searched();
        var decision = Decide.On(asked, terms, passages, mayAskBack: question.History is not [.., { Kind: AnswerKind.Clarify }]);
        var written = decision is Decision.Write write ? Write.Answer(asked, write) : [];
        return Replies.For(decision, Check.Claims(written), texts(question.Language), watch) with { Trace = AnswerTrace.Of(passages, written) };
    }

    private static string LanguageOf(IReadOnlyList<Passage> passages) => passages.Count > 0 ? passages[0].Chunk.Language : "en";
}
