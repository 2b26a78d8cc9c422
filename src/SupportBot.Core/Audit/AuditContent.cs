using System.Text.Encodings.Web;
using System.Text.Json;
using SupportBot.Core.Answers;
using SupportBot.Core.Answers.Generation;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Audit;

/// <summary>The erasable content of a reply's record: question, passages, decision, checks and answer.</summary>
/// <param name="Question">As the customer asked it.</param>
/// <param name="Understood">The self-contained question that was searched.</param>
/// <param name="Language">Of the chat: <c>en</c>, <c>de</c>.</param>
/// <param name="Evidence">The figures of the decision, and its reason.</param>
/// <param name="Passages">What the search found, best first.</param>
/// <param name="Checks">The results of the checks on the written sentences.</param>
/// <param name="Calls">The calls of language models for it; empty if none was asked.</param>
/// <param name="Answer">The answer, Markdown.</param>
/// <param name="Citations">The cited sources.</param>
/// <param name="Milliseconds">Milliseconds per step.</param>
/// <param name="MissingLeg">The part of the search that failed; null if none did.</param>
public sealed record AuditContent(
    string Question,
    string Understood,
    string Language,
    Evidence Evidence,
    IReadOnlyList<AuditedPassage> Passages,
    AuditedChecks Checks,
    IReadOnlyList<ModelCall> Calls,
    string Answer,
    IReadOnlyList<Citation> Citations,
    Timings Milliseconds,
    MissingLeg? MissingLeg = null)
{
    /// <summary>The tuned version that wrote the answer, such as <c>v1</c>; null if none did.</summary>
    public string? TunedVoice { get; init; }

    /// <summary>
    /// The version of the brand's voice: the first 12 hexadecimal digits of the SHA-256 of its file. Empty in records
    /// of earlier versions, and where the brand has no voice.
    /// </summary>
    public string VoiceVersion { get; init; } = "";

    /// <summary>The translation into the customer's language; null if the answer was not translated.</summary>
    public AuditedTranslation? Translation { get; init; }

    /// <summary>The call of a tool that this is the record of; null for a reply in a conversation.</summary>
    public AuditedCall? Call { get; init; }

    // Of a call that is no question.
    internal static AuditContent Empty { get; } = new(
        "", "", "", new Evidence("", 0, null, 0, [], "none"), [], new AuditedChecks(0, []), [], "", [],
        new Timings(0, 0, 0));

    private static readonly JsonSerializerOptions Options =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static AuditContent Of(AnsweredTurn reply)
    {
        var (answer, trace) = (reply.Answer, reply.Answer.Trace);
        return new AuditContent(
            reply.Question, answer.Evidence.Query, reply.Language, answer.Evidence,
            [.. trace.Passages.Select((passage, i) => AuditedPassage.Of(i + 1, passage, answer.Citations))],
            AuditedChecks.Of(trace.Sentences), trace.Calls, answer.Text, answer.Citations, answer.Milliseconds,
            trace.Missing)
        {
            TunedVoice = trace.Draft is { IsShown: true, Voice.Length: > 0 } draft ? draft.Voice : null,
            VoiceVersion = trace.VoiceVersion,
            Translation = trace.Translation is { } translation ? AuditedTranslation.Of(translation) : null,
        };
    }

    internal static AuditContent Read(string json) => JsonSerializer.Deserialize<AuditContent>(json, Options)!;

    internal string ToJson() => JsonSerializer.Serialize(this, Options);
}

/// <summary>One passage that was found.</summary>
/// <param name="Rank">From 1, by the fused score.</param>
/// <param name="DocumentId">The document.</param>
/// <param name="Version">The version of it that was live.</param>
/// <param name="Ordinal">The passage's position in that version, from 0.</param>
/// <param name="Title">The document's title.</param>
/// <param name="Section">Headings down to it.</param>
/// <param name="TextHash">SHA-256 of the passage's text, lower-case hex.</param>
/// <param name="Score">Fused score.</param>
/// <param name="Bm25">Raw BM25 score; 0 if that leg did not find it.</param>
/// <param name="Cosine">Cosine similarity; null if that leg did not find it.</param>
/// <param name="IsCited">Whether the answer rests on it.</param>
public sealed record AuditedPassage(
    int Rank, string DocumentId, long Version, int Ordinal, string Title, string Section, string TextHash, double Score,
    double Bm25, double? Cosine, bool IsCited)
{
    internal static AuditedPassage Of(int rank, Passage passage, IReadOnlyList<Citation> citations) => new(
        rank, passage.Chunk.DocumentId, passage.Chunk.Version, passage.Chunk.Ordinal, passage.Chunk.Title,
        passage.Chunk.Section,
        Core.TextHash.Of(passage.Chunk.Text), passage.Score, passage.Bm25, passage.Cosine,
        citations.Any(citation => citation.IsOf(passage.Chunk)));
}

/// <summary>An answer that was written in the documents' language and translated.</summary>
/// <param name="From">Two-letter code of the documents' language.</param>
/// <param name="To">Two-letter code of the customer's language.</param>
/// <param name="Original">The answer as it was written and checked, Markdown.</param>
/// <param name="Checks">The results of the checks on the translated sentences.</param>
public sealed record AuditedTranslation(string From, string To, string Original, AuditedChecks Checks)
{
    internal static AuditedTranslation Of(TracedTranslation translation) =>
        new(translation.From, translation.To, translation.Original, AuditedChecks.Of(translation.Sentences));
}

/// <param name="Passed">Number of sentences that passed.</param>
/// <param name="Failed">Sentences that failed and were not shown.</param>
public sealed record AuditedChecks(int Passed, IReadOnlyList<FailedSentence> Failed)
{
    /// <summary>Number of failed sentences in whose place the plain sentence of their passage was shown.</summary>
    public int Replaced { get; init; }

    internal static AuditedChecks Of(IReadOnlyList<TracedSentence> sentences) => new(
        sentences.Count(sentence => sentence.IsPassed),
        [.. sentences.Where(sentence => !sentence.IsPassed)
            .Select(sentence => new FailedSentence(Core.TextHash.Of(sentence.Drafted), sentence.Code))])
    {
        Replaced = sentences.Count(sentence => sentence.IsReplaced),
    };
}

/// <param name="TextHash">
/// SHA-256 of the sentence, lower-case hex: the text of a rejected sentence is not stored.
/// </param>
/// <param name="Reason">Why it failed, as a stable code.</param>
public sealed record FailedSentence(string TextHash, string Reason);
