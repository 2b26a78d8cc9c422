using System.Text.Encodings.Web;
using System.Text.Json;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Voice.Training;

/// <summary>
/// An example to train a voice on: a question, the passages that answer it, and the answer in the brand's voice.
/// </summary>
public sealed record TrainingRow
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Unique in the brand: that of its file, or 32 hex digits.</summary>
    public required string Id { get; init; }

    public required RowOrigin Origin { get; init; }

    /// <summary>Two-letter code.</summary>
    public required string Language { get; init; }

    /// <summary>Self-contained.</summary>
    public required string Question { get; init; }

    /// <summary>The passages; the answer cites the first one as <c>[1]</c>. At least one.</summary>
    public required IReadOnlyList<RowSource> Sources { get; init; }

    /// <summary>Markdown with marks of sources.</summary>
    public required string Answer { get; init; }

    public RowState State { get; init; } = RowState.Proposed;

    /// <summary>From 1; grows with each change of the text.</summary>
    public long Revision { get; init; } = 1;

    /// <summary>Where it was taken from; null for a row of a file.</summary>
    public RowLineage? Lineage { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null until somebody has reviewed it.</summary>
    public DateTimeOffset? ReviewedAt { get; init; }

    /// <summary>The reviewer's name or id; null until somebody has reviewed it.</summary>
    public string? ReviewedBy { get; init; }

    /// <summary>SHA-256 of question, passages and answer, lower-case hex.</summary>
    public string ContentHash => TextHash.Of(JsonSerializer.Serialize(new { Question, Sources, Answer }, Json));

    /// <summary>The passages as the answering model is given them.</summary>
    public IReadOnlyList<Chunk> Passages => [.. Sources.Select((source, i) => new Chunk
    {
        DocumentId = source.Page,
        Version = 0,
        Ordinal = i,
        Title = source.Title.Length > 0 ? source.Title : source.Page,
        Section = source.Section,
        Url = source.Page,
        Text = source.Text,
        Audience = Audience.Public,
        Language = Language,
    })];

    internal static string Write(IReadOnlyList<RowSource> sources) => JsonSerializer.Serialize(sources, Json);

    internal static IReadOnlyList<RowSource> ReadSources(string json) =>
        JsonSerializer.Deserialize<IReadOnlyList<RowSource>>(json, Json)!;
}

/// <summary>A passage that an answer rests on.</summary>
/// <param name="Page">Path of the document.</param>
/// <param name="Section">Headings down to the passage; empty for the beginning of the document.</param>
/// <param name="Text">The passage, Markdown.</param>
public sealed record RowSource(string Page, string Section, string Text)
{
    /// <summary>The document's title; empty if it is not known.</summary>
    public string Title { get; init; } = "";
}

/// <summary>The part of a conversation that a row was taken from.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Number">Of the log entry: that of the turn, or of the agent's last reply.</param>
/// <param name="CaseId">The case that the agent replied in; null for an answer of the bot.</param>
/// <param name="AuditId">The audit record that names the passages.</param>
public sealed record RowLineage(string ConversationId, long Number, string? CaseId, string? AuditId);

/// <summary>Where a row comes from.</summary>
public enum RowOrigin
{
    /// <summary>It was imported.</summary>
    File,

    /// <summary>An agent's replies in a resolved case.</summary>
    Agent,

    /// <summary>An answer of the bot with a thumb up.</summary>
    Rated,
}

/// <summary>What became of a row.</summary>
public enum RowState
{
    /// <summary>It waits for review.</summary>
    Proposed,
    Accepted,
    Rejected,
}
