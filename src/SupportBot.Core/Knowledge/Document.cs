using System.Text.Json.Serialization;

namespace SupportBot.Core.Knowledge;

/// <summary>Who may see a document: everyone, or only our own people.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Audience>))]
public enum Audience
{
    [JsonStringEnumMemberName("public")] Public,
    [JsonStringEnumMemberName("internal")] Internal,
}

/// <summary>One document as read from its source: metadata and its sections in reading order.</summary>
/// <param name="Id">Path relative to the documentation folder, with forward slashes: <c>guides/start.md</c>.</param>
/// <param name="Title">Front matter <c>title</c>, else the first heading, else the file name.</param>
/// <param name="Url">
/// Canonical URL without an anchor: front matter <c>url</c>, else base URL + path; from the root (<c>/docs/…</c>) where
/// it is of this host.
/// </param>
/// <param name="Audience">Front matter <c>audience</c>, <c>public</c> if absent.</param>
/// <param name="Language">
/// Two-letter ISO 639-1 code: front matter <c>language</c>, else that of a script that only one language has, else the
/// configured default.
/// </param>
/// <param name="ContentHash">
/// SHA-256, in lower-case hex, of the source bytes and the settings that shape the document; equal hashes need no new
/// version.
/// </param>
/// <param name="Sections">
/// One a heading, and the text before the first heading as a section of its own; at least one has blocks.
/// </param>
public sealed record Document(
    string Id,
    string Title,
    string Url,
    Audience Audience,
    string Language,
    string ContentHash,
    IReadOnlyList<Section> Sections);

/// <summary>The text between one heading and the next.</summary>
/// <param name="HeadingPath">
/// Headings from the document's top level down to this one, as plain text. The heading that is the document's title is
/// left out, so the path is empty for the text below it and before the first heading.
/// </param>
/// <param name="Anchor">The fragment that opens the section at its URL, without <c>#</c>; empty for the top.</param>
/// <param name="Blocks">In order; empty if only subsections follow.</param>
public sealed record Section(IReadOnlyList<string> HeadingPath, string Anchor, IReadOnlyList<TextBlock> Blocks);

/// <summary>The result of reading a file: a document, or the reason why it was rejected.</summary>
public abstract record ReadResult
{
    public sealed record Read(Document Document) : ReadResult;

    /// <param name="Reason">One short sentence for the writer: what is wrong and how to fix it.</param>
    public sealed record Rejected(string Reason) : ReadResult
    {
        /// <summary>
        /// Whether it may be internal, or is a draft: then an earlier version of it must not stay in use.
        /// </summary>
        public bool IsAudienceUnclear { get; init; }
    }
}
