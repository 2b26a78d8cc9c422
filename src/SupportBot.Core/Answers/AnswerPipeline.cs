using SupportBot.Core.Answers.Checking;
using SupportBot.Core.Answers.Deciding;
using SupportBot.Core.Answers.Generation;
using SupportBot.Core.Answers.Reading;
using SupportBot.Core.Answers.Retrieval;
using SupportBot.Core.Answers.Understanding;
using SupportBot.Core.Answers.Writing;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Language;
using SupportBot.Core.Voice;
using SupportBot.Core.Voice.Versions;

namespace SupportBot.Core.Answers;

/// <summary>
/// The bot's texts in a language: a two-letter code. Null where there are none; there are in the language of each chat.
/// </summary>
public delegate AnswerTexts? AnswerTextsSource(string language);

/// <summary>
/// Answers questions from the documents: understand, search, read, decide, write, check. Nothing is said that was
/// not found: without evidence the answer is a refusal, and without a search it says so. A model may write, and
/// translate for the customer; what it writes is verified, and where it fails the documents' own words answer.
/// </summary>
/// <param name="search">Finds passages.</param>
/// <param name="engine">Knows how rare words are.</param>
/// <param name="languages">Those that the documents are in.</param>
/// <param name="texts">What the bot says besides.</param>
/// <param name="time">For the time each step takes.</param>
/// <param name="model">Understands what the rules do not, writes and translates; null where none is configured.</param>
/// <param name="intents">Examples of small talk and wishes; null for the shipped ones alone.</param>
/// <param name="synonyms">Terms that mean the same in the documents; null for none.</param>
/// <param name="voice">How the brand writes; null for as the documents do.</param>
/// <param name="choose">Chooses the model that writes; null for the one of the settings.</param>
public sealed class AnswerPipeline(
    HybridSearch search, ISearchEngine engine, LanguagesSource languages, AnswerTextsSource texts, TimeProvider time,
    AnswerModel? model = null, Intents? intents = null, BrandSynonyms? synonyms = null,
    VoiceProfile? voice = null, ChooseVoice? choose = null)
{
    private readonly Retriever _retriever = new(search, engine, time);
    private readonly VoiceProfile _profile = voice ?? VoiceProfile.None;
    private readonly VoiceWriter _voice = new(voice ?? VoiceProfile.None);

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
        var understood = await ModelUnderstanding.MessageAsync(question, known, writer, intents).ConfigureAwait(false);
        watch.Understood();
        if (understood is not Understood.Search asked)
            return new Replies(Wording.In(texts, null, question.Language), watch)
                .Talk((Understood.Talk)understood, question) with
            {
                Trace = AnswerTrace.None.After(writer) with { VoiceVersion = _profile.Version },
            };

        var found = await FindAsync(asked, question, known, cancellationToken).ConfigureAwait(false);
        watch.Searched();
        var foreign = ForeignLanguage(asked, found.Decision, known);
        var replies = new Replies(Wording.In(texts, foreign, question.Language), watch);
        var draft = writer is not null && found.Decision is Decision.Write { Passages.Count: > 0 } drafting
            ? new CheckedDraft(
                question.Talk, drafting, writer, foreign, _profile, text => show(text, cancellationToken))
            : null;
        if (draft is not null && choose is not null)
            writer!.Voice = await choose(question.Conversation, cancellationToken).ConfigureAwait(false);
        var drafted = draft is null ? null : await DraftAsync(draft, found, replies).ConfigureAwait(false);
        var answer = drafted ?? Extract(found, replies, asked, known, writer);
        if (foreign is null)
            answer = await WithNextAsync(
                question, Replies.WithOthers(answer, found.Decision), found, cancellationToken).ConfigureAwait(false);
        return answer with
        {
            Trace = answer.Trace.After(writer) with
            {
                Missing = found.Retrieved.Missing, VoiceVersion = _profile.Version,
                Draft = draft is null
                    ? null
                    : DraftTrace.Of(writer!.Voice?.Version ?? "", draft.Sentences, isShown: drafted is not null),
            },
        };
    }

    /// <summary>
    /// Searches in the customer's own language first, then in each other one that the question is there in, until there
    /// is evidence.
    /// </summary>
    /// <returns>The first finding that is no refusal; else the first refusal.</returns>
    private async Task<Finding> FindAsync(
        Understood.Search asked, Question question, IReadOnlyList<string> languages,
        CancellationToken cancellationToken)
    {
        Finding? refused = null;
        foreach (var (meant, language) in Readings(asked, languages))
        {
            var reading = meant.With(synonyms ?? BrandSynonyms.None);
            var retrieved = await _retriever.RetrieveAsync(
                reading, question.Audiences, language, cancellationToken).ConfigureAwait(false);
            var sections = BlockRanking.Read(retrieved, reading.Text);
            if (BlockRanking.Answers(sections).FirstOrDefault() is { } best)
                retrieved = await _retriever.CoverAsync(
                    reading, retrieved, best.Section.Chunk, best.Source, cancellationToken).ConfigureAwait(false);
            var decision = retrieved.IsUnavailable ? null : AnswerPolicy.Decide(
                reading, retrieved, sections, reading.IsForeignTo(languages),
                mayAskBack: question.History is not [.., { Kind: AnswerKind.Clarify }]);
            var found = new Finding(reading, retrieved, decision);
            if (decision is not Decision.Refuse) return found;
            refused ??= found;
        }
        return refused!;
    }

    /// <summary>
    /// Last comes the question as it is among all documents, since its language may have been mistaken.
    /// </summary>
    private static IEnumerable<(Understood.Search Reading, string? Language)> Readings(
        Understood.Search asked, IReadOnlyList<string> languages)
    {
        var isMixed = languages.Count > 1;
        if (isMixed && asked.Language is { } own && languages.Contains(own)) yield return (asked, own);
        foreach (var translation in asked.Translations)
            yield return (translation, isMixed ? translation.Language : null);
        yield return (asked, null);
    }

    /// <returns>Null where the model failed before anything was said.</returns>
    private static async Task<Answer?> DraftAsync(CheckedDraft draft, Finding found, Replies replies)
    {
        var end = await draft.WriteAsync(found.Asked.Text).ConfigureAwait(false);
        return end == DraftEnd.Failed ? null : replies.Drafted(found.Decision!.Evidence, draft, end) with
        {
            Trace = new AnswerTrace(found.Retrieved.Passages, draft.Sentences, []) { Translation = draft.Translation },
        };
    }

    /// <summary>In the documents' own sentences, with the brand's words.</summary>
    private Answer Extract(
        Finding found, Replies replies, Understood.Search asked, IReadOnlyList<string> known, ModelTurn? writer)
    {
        if (found.Decision is not { } decision) return replies.Unavailable(asked);
        var written = decision is Decision.Write write
            ? ExtractiveWriter.Write(write.Sections, WritingOptions.Default, write.MayDestroy)
            : [];
        var claims = Check.Claims(written);
        if (writer?.HasJudge == true) claims = Check.WithoutAddresses(claims);
        var answer = replies.For(decision, _voice.Style(claims), asked, known);
        return answer with
        {
            Text = answer.Kind == AnswerKind.Answered
                ? _voice.Frame(answer.Text, claims[0].Chunk.Language)
                : answer.Text,
            Trace = AnswerTrace.Of(found.Retrieved.Passages, written),
        };
    }

    /// <summary>With the next sections of the document that it cites first, as choices.</summary>
    private async Task<Answer> WithNextAsync(
        Question question, Answer answer, Finding found, CancellationToken cancellationToken)
    {
        var cited = answer.Citations is [var first, ..]
            ? found.Retrieved.Passages.FirstOrDefault(passage => first.IsOf(passage.Chunk))
            : null;
        if (cited is null) return answer;
        var following = await search.FollowingAsync(
            cited.Chunk, NextSections.Depth, cancellationToken).ConfigureAwait(false);
        return answer with { Choices = NextSections.Of(question, answer, following, intents) };
    }

    /// <summary>The customer's language, where it is sure and the answer is in another one; null elsewhere.</summary>
    private static string? ForeignLanguage(Understood.Search asked, Decision? decision, IReadOnlyList<string> known)
    {
        var isAnswered = decision is Decision.Write write
            ? write.Language == asked.Language
            : asked.Language is { } own && known.Contains(own);
        return isAnswered ? null : asked.Language;
    }

    /// <param name="Asked">The question, in the language in which it was searched.</param>
    /// <param name="Retrieved">What was found.</param>
    /// <param name="Decision">What to do; null where nothing could be searched.</param>
    private sealed record Finding(Understood.Search Asked, Retrieved Retrieved, Decision? Decision);
}
