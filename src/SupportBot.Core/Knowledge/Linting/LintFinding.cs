using System.Text.Json.Serialization;

namespace SupportBot.Core.Knowledge.Linting;

/// <summary>What impairs answers from a document.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LintKind>))]
public enum LintKind
{
    /// <summary>The file is no document, or was rejected.</summary>
    [JsonStringEnumMemberName("not-read")] NotRead,

    /// <summary>A long document has no headings, so that a citation leads to its top only.</summary>
    [JsonStringEnumMemberName("no-headings")] NoHeadings,

    /// <summary>A section is so long that it is about many things.</summary>
    [JsonStringEnumMemberName("huge-section")] HugeSection,

    /// <summary>Another document says nearly the same, so that either may be cited.</summary>
    [JsonStringEnumMemberName("near-duplicate")] NearDuplicate,

    /// <summary>A relative link leads to no file.</summary>
    [JsonStringEnumMemberName("dead-link")] DeadLink,

    /// <summary>Markup of a site generator stands in the text.</summary>
    [JsonStringEnumMemberName("leftover")] Leftover,
}

/// <param name="Kind">What is wrong.</param>
/// <param name="Document">The document's id, or the path of a file that is none.</param>
/// <param name="Section">The URL of the section; empty for the whole document.</param>
/// <param name="Detail">The construct, link, number or other place that it is about.</param>
public sealed record LintFinding(LintKind Kind, string Document, string Section, string Detail);

/// <param name="Documents">How many documents were read.</param>
/// <param name="Findings">In the order of the documents.</param>
public sealed record LintReport(int Documents, IReadOnlyList<LintFinding> Findings);
