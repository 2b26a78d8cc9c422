using System.Text.Json.Serialization;
using SupportBot.Core.Answers.Checking.Policy;
using SupportBot.Core.Answers.Reading;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Answers;

/// <summary>A customer's message with what went before it.</summary>
/// <param name="Text">What the customer wrote.</param>
/// <param name="History">Earlier turns of the conversation, oldest first.</param>
/// <param name="Audiences">Which documents may be used.</param>
/// <param name="Language">The language of the reply's fixed texts: <c>en</c>, <c>de</c>.</param>
public sealed record Question(
    string Text, IReadOnlyList<PastTurn> History, IReadOnlySet<Audience> Audiences, string Language = "en")
{
    /// <summary>Id of the conversation, which chooses the model that writes; empty outside of one.</summary>
    public string Conversation { get; init; } = "";

    /// <summary>All that the customer wrote so far, a message a line.</summary>
    public string Talk => string.Join('\n', History.Select(turn => turn.Question).Append(Text));
}

/// <summary>One earlier exchange.</summary>
/// <param name="Question">What the customer wrote.</param>
/// <param name="Kind">How it was answered; null where not known.</param>
public sealed record PastTurn(string Question, AnswerKind? Kind = null);

[JsonConverter(typeof(JsonStringEnumConverter<AnswerKind>))]
public enum AnswerKind
{
    [JsonStringEnumMemberName("answered")] Answered,
    [JsonStringEnumMemberName("refused")] Refused,

    /// <summary>No direct answer was found, but sections that may help.</summary>
    [JsonStringEnumMemberName("suggested")] Suggested,
    [JsonStringEnumMemberName("clarify")] Clarify,
    [JsonStringEnumMemberName("smalltalk")] SmallTalk,
    [JsonStringEnumMemberName("human")] Human,

    /// <summary>Nothing could be searched, so nothing is said of the documents.</summary>
    [JsonStringEnumMemberName("unavailable")] Unavailable,
}

/// <summary>The reply to one question.</summary>
/// <param name="Kind">What sort of reply it is.</param>
/// <param name="Text">Markdown with <c>[1]</c> behind each claim.</param>
/// <param name="Citations">
/// The numbered sources, in order; empty for everything but <see cref="AnswerKind.Answered"/>.
/// </param>
/// <param name="Evidence">The raw figures that the decision rested on.</param>
/// <param name="Milliseconds">Time spent a step.</param>
/// <param name="Choices">
/// Short messages that the customer can click, at most three: with a question back what may be meant, and with an
/// answer the next sections of its document.
/// </param>
public sealed record Answer(
    AnswerKind Kind,
    [property: JsonPropertyName("answer")] string Text,
    IReadOnlyList<Citation> Citations,
    Evidence Evidence,
    Timings Milliseconds,
    IReadOnlyList<string> Choices)
{
    /// <summary>
    /// Sections that may help: at most three for <see cref="AnswerKind.Suggested"/>, and at most two of documents that
    /// are not cited for <see cref="AnswerKind.Answered"/>; else empty.
    /// </summary>
    public IReadOnlyList<SuggestedSection> Suggestions { get; init; } = [];

    /// <summary>What it rested on.</summary>
    [JsonIgnore]
    public AnswerTrace Trace { get; init; } = AnswerTrace.None;
}

/// <param name="Number">From 1; stands as <c>[1]</c> in the text.</param>
/// <param name="Title">The document's title.</param>
/// <param name="Section">Headings down to the cited section.</param>
/// <param name="DocumentId">Path of the document relative to its folder.</param>
/// <param name="Url">Opens the section.</param>
/// <param name="Quote">The words of the document that support the claim, verbatim.</param>
/// <param name="Audience">
/// Whom the document is for. What rests on an internal one is marked for our own people, and never goes to a customer
/// as it is.
/// </param>
public sealed record Citation(
    int Number, string Title, string Section, string DocumentId, string Url, string Quote,
    Audience Audience = Audience.Public)
{
    /// <summary>
    /// Whether it cites this passage: a long section is several passages with one URL, and the quote tells which.
    /// </summary>
    internal bool IsOf(Chunk chunk) =>
        DocumentId == chunk.DocumentId
        && Section == chunk.Section
        && chunk.Text.Contains(Quote, StringComparison.Ordinal);

    /// <summary>
    /// The quote as a chat may show it: Markdown without images and HTML, with <c>…</c> for each address but the
    /// document's own. Somebody may have planted them there.
    /// </summary>
    public string ShownQuote() => Shown(CleanMarkdown.Whole(Quote));

    /// <summary>Another text of the document, such as a heading, without addresses but the document's own.</summary>
    public string Shown(string text) => Addresses.Without(text, Url);
}

/// <summary>A section that may help, of which nothing is claimed.</summary>
/// <param name="Title">The document's title.</param>
/// <param name="Section">Headings down to the section; empty for the beginning of the document.</param>
/// <param name="DocumentId">Path of the document relative to its folder.</param>
/// <param name="Url">Opens the section.</param>
/// <param name="Audience">Whom the document is for.</param>
public sealed record SuggestedSection(
    string Title, string Section, string DocumentId, string Url, Audience Audience = Audience.Public);

/// <param name="Understand">Milliseconds to make the question self-contained.</param>
/// <param name="Search">Milliseconds in the search engine and for the texts.</param>
/// <param name="Write">Milliseconds to decide, write and check.</param>
public sealed record Timings(double Understand, double Search, double Write);

/// <summary>Raw evidence behind a decision; each figure is documented where it is computed.</summary>
/// <param name="Query">The self-contained question that was searched.</param>
/// <param name="TopBm25">Best raw BM25 score.</param>
/// <param name="TopCosine">Best cosine similarity; null without vectors.</param>
/// <param name="Coverage">
/// Share of the question's information (by inverse document frequency) that the best passage holds, 0 to 1.
/// </param>
/// <param name="Missing">Words of the question that no used passage holds.</param>
/// <param name="Reason">Why it was decided so, as a stable code.</param>
public sealed record Evidence(
    string Query,
    double TopBm25,
    double? TopCosine,
    double Coverage,
    IReadOnlyList<string> Missing,
    string Reason)
{
    /// <summary>
    /// The probability that the documents answer the question, 0 to 1; null where it was not estimated.
    /// </summary>
    public double? Confidence { get; init; }

    /// <summary>The figures that the confidence rests on, by name; null where it was not estimated.</summary>
    public IReadOnlyDictionary<string, Signal>? Signals { get; init; }

    /// <summary>The reason of an answer that a model began, and of which the rest failed or may not be said.</summary>
    internal const string BrokenOff = "broken-off";
}

/// <summary>A figure that tells whether the documents answer a question.</summary>
/// <param name="Value">As it was measured.</param>
/// <param name="Contribution">What it added to the log-odds of the confidence; 0 where it is not used.</param>
public sealed record Signal(double Value, double Contribution);
