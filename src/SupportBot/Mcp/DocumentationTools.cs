using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SupportBot.Brands;
using SupportBot.Core.Answers;
using SupportBot.Core.Audit;
using SupportBot.Core.Knowledge;
using SupportBot.Dialogs;
using SupportBot.Settings;

namespace SupportBot.Mcp;

// The tools over the documents. Each caller has tools of its own, which know no other audience.
internal sealed class DocumentationTools(
    McpCaller caller, HybridSearch search, AnswerQuestion answer, ToolCalls calls, Brand brand,
    IOptions<ServerOptions> server)
{
    public const string SearchTool = "search_documentation";
    public const string AnswerTool = "answer_question";

    private const int LongestText = 2000;
    private const int LongestPassage = 4000;
    private const int MostResults = 20;

    private readonly IReadOnlySet<Audience> _audiences =
        caller == McpCaller.Agents ? Audiences.OwnPeople : Audiences.Everybody;

    [McpServerTool(
        Name = SearchTool, Title = "Search the documentation", ReadOnly = true, Destructive = false, Idempotent = true,
        OpenWorld = false, UseStructuredContent = true, OutputSchemaType = typeof(FoundSections))]
    [Description("Finds sections of the product documentation by meaning and by words, the best first.")]
    public Task<CallToolResult> SearchAsync(
        [Description("What to look for: a question or a few words."), MaxLength(LongestText)] string query,
        [Description("How many sections at most."), Range(1, MostResults)] int limit = 5,
        CancellationToken cancellationToken = default) =>
        calls.RunAsync(caller, SearchTool, () => FindAsync(query, limit, cancellationToken));

    [McpServerTool(
        Name = AnswerTool, Title = "Answer a question", ReadOnly = true, Destructive = false, OpenWorld = false,
        UseStructuredContent = true, OutputSchemaType = typeof(CitedAnswer))]
    [Description("Answers a question from the product documentation, with checked citations. Without evidence in the "
        + "documentation it says so and does not guess.")]
    public Task<CallToolResult> AnswerAsync(
        [Description("One self-contained question."), MaxLength(LongestText)] string question,
        CancellationToken cancellationToken = default) =>
        calls.RunAsync(caller, AnswerTool, () => ReplyAsync(question, cancellationToken));

    private async Task<ToolOutcome> FindAsync(string query, int limit, CancellationToken cancellationToken)
    {
        if (TextProblem(query, "query") is { } problem) return problem;
        if (limit is < 1 or > MostResults) return new ToolOutcome.Refused($"limit must be from 1 to {MostResults}.");
        try
        {
            var found = await search.SearchAsync(
                query.Trim(), _audiences, limit, cancellationToken: cancellationToken);
            return new ToolOutcome.Found(
                new FoundSections([.. found.Passages.Select(Section)]), found.Passages.Count);
        }
        catch (SearchUnavailableException)
        {
            return new ToolOutcome.Refused("The search is unavailable. Try again later.");
        }
    }

    private async Task<ToolOutcome> ReplyAsync(string question, CancellationToken cancellationToken)
    {
        if (TextProblem(question, "question") is { } problem) return problem;
        var language = brand.LanguageOf(null);
        var reply = await answer(
            new Question(question.Trim(), [], _audiences, language), (_, _) => Task.CompletedTask, cancellationToken);
        return new ToolOutcome.Found(
            new CitedAnswer(
                reply.Kind, reply.Text, [.. reply.Citations.Select(Source)],
                [.. reply.Suggestions.Select(section =>
                    new NamedSection(section.Title, section.Section, Address(section.Url, section.Audience)))]),
            reply.Citations.Count, new AnsweredTurn("", question.Trim(), reply, "", language));
    }

    private static ToolOutcome.Refused? TextProblem(string text, string name) =>
        text.Length > LongestText || string.IsNullOrWhiteSpace(text)
            ? new ToolOutcome.Refused($"{name} must have from 1 to {LongestText} characters.")
            : null;

    private FoundSection Section(Passage passage)
    {
        var chunk = passage.Chunk;
        var text = new Citation(0, chunk.Title, chunk.Section, chunk.DocumentId, chunk.Url, chunk.Text).ShownQuote();
        return new FoundSection(
            chunk.Title, chunk.Section, Address(chunk.Url, chunk.Audience), chunk.Audience, chunk.Language,
            TextLimit.Cut(text, LongestPassage), passage.Score);
    }

    private CitedSource Source(Citation citation) => new(
        citation.Number, citation.Title, citation.Section, Address(citation.Url, citation.Audience),
        citation.Audience, citation.ShownQuote());

    private string? Address(string url, Audience audience)
    {
        var own = server.Value.PublicAddress;
        var address = url.StartsWith('/') ? own + url : url;
        // The host serves no internal page.
        var isOnHost = address.StartsWith($"{own}/docs/", StringComparison.OrdinalIgnoreCase);
        return audience == Audience.Internal && isOnHost ? null : address;
    }
}

/// <param name="Results">The best first.</param>
internal sealed record FoundSections(IReadOnlyList<FoundSection> Results);

/// <param name="Title">The document's title.</param>
/// <param name="Section">Headings down to the section; empty for the beginning of the document.</param>
/// <param name="Url">Opens the section; null for an internal document without an address of its own.</param>
/// <param name="Audience">Whom the document is for.</param>
/// <param name="Language">Two-letter code.</param>
/// <param name="Text">Markdown, 4,000 characters at most.</param>
/// <param name="Score">For the order only; no confidence.</param>
internal sealed record FoundSection(
    string Title, string Section, string? Url, Audience Audience, string Language, string Text, double Score);

/// <param name="Kind">Whether it was answered, refused or asked back, for example.</param>
/// <param name="Answer">Markdown with <c>[1]</c> behind each claim.</param>
/// <param name="Citations">The numbered sources.</param>
/// <param name="Suggestions">Other sections that may help: in place of a direct answer, or beside it.</param>
internal sealed record CitedAnswer(
    AnswerKind Kind, string Answer, IReadOnlyList<CitedSource> Citations, IReadOnlyList<NamedSection> Suggestions);

/// <param name="Number">As it stands in the answer.</param>
/// <param name="Title">The document's title.</param>
/// <param name="Section">Headings down to the section.</param>
/// <param name="Url">Opens the section; null for an internal document without an address of its own.</param>
/// <param name="Audience">Whom the document is for: what rests on an internal one is not for customers.</param>
/// <param name="Quote">The words of the document.</param>
internal sealed record CitedSource(
    int Number, string Title, string Section, string? Url, Audience Audience, string Quote);

/// <param name="Title">The document's title.</param>
/// <param name="Section">Headings down to the section.</param>
/// <param name="Url">Opens the section; null for an internal document without an address of its own.</param>
internal sealed record NamedSection(string Title, string Section, string? Url);
