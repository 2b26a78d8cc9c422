using SupportBot.Core.Answers;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Language;
using SupportBot.Embedded;
using SupportBot.Tests.Knowledge;

namespace SupportBot.Tests.Answers;

/// <summary>A few documents in a real search engine, and the service that answers from them.</summary>
internal sealed class Library : IDisposable
{
    public static readonly IReadOnlySet<Audience> Customers = new HashSet<Audience> { Audience.Public };

    private readonly string _folder = Directory.CreateTempSubdirectory("supportbot-answers-").FullName;
    private readonly EmbeddedSearchEngine _engine;
    private readonly List<PastTurn> _history = [];

    private Library(
        IReadOnlyList<Chunk> chunks, EngineFault fault, TimeProvider time, BrandSynonyms? synonyms = null)
    {
        _engine = new EmbeddedSearchEngine(_folder);
        var byId = chunks.ToDictionary(chunk => chunk.Id);
        IReadOnlyList<string> languages =
        [
            .. chunks
                .CountBy(chunk => chunk.Language)
                .OrderByDescending(language => language.Value)
                .Select(language => language.Key),
        ];
        var engine = new FaultyEngine(_engine, fault);
        Service = new AnswerPipeline(
            new HybridSearch(
                engine, new CurrentEmbedding(),
                (ids, _) => Task.FromResult<IReadOnlyDictionary<string, Chunk>>(Find(byId, ids))),
            engine,
            (_, _) => Task.FromResult(languages),
            _ => Texts,
            time,
            synonyms: synonyms);
    }

    public static AnswerTexts Texts { get; } = new()
    {
            Contact = "Write to help@example.com.",
            Greeting = "greeting",
            Thanks = "thanks",
            Goodbye = "goodbye",
            Bot = "bot",
            Abilities = "abilities",
            Praise = "praise",
            Complaint = "complaint {contact}",
            Human = "human {contact}",
            Staff = "staff {contact}",
            Refused = "refused {contact}",
            Suggested = "suggested {contact}",
            Unavailable = "unavailable {contact}",
            RefusedLanguage = "refused in {languages} {contact}",
            Translated = "translated {languages}",
            TranslatedPartly = "partly {languages}",
            Untranslated = "untranslated {languages}",
            BrokenOff = "broken off {contact}",
            Unclear = "unclear",
            WhichTopic = "which",
    };

    public AnswerPipeline Service { get; }

    public static Task<Library> OfAsync(params IReadOnlyList<Chunk> chunks) =>
        OfAsync(EngineFault.None, TimeProvider.System, chunks);

    public static Task<Library> WithSynonymsAsync(string rules, params IReadOnlyList<Chunk> chunks) =>
        IndexedAsync(new Library(chunks, EngineFault.None, TimeProvider.System, BrandSynonyms.Parse(rules)), chunks);

    public static Task<Library> OfAsync(EngineFault fault, TimeProvider time, params IReadOnlyList<Chunk> chunks) =>
        IndexedAsync(new Library(chunks, fault, time), chunks);

    private static async Task<Library> IndexedAsync(Library library, IReadOnlyList<Chunk> chunks)
    {
        var documents = chunks
            .GroupBy(chunk => chunk.DocumentId)
            .Select(group => new IndexedDocument(group.Key, [.. group], []));
        await library._engine.ApplyAsync(new IndexChanges([.. documents], [], 1), CancellationToken.None);
        return library;
    }

    /// <summary>Asks without history.</summary>
    public Task<Answer> AskAsync(string text) =>
        Service.AnswerAsync(new Question(text, [], Customers), CancellationToken.None);

    /// <summary>Asks as the next turn of one conversation.</summary>
    public async Task<Answer> GoOnAsync(string text)
    {
        var answer = await Service.AnswerAsync(new Question(text, [.. _history], Customers), CancellationToken.None);
        _history.Add(new PastTurn(text, answer.Kind));
        return answer;
    }

    public void Dispose()
    {
        _engine.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static Dictionary<string, Chunk> Find(Dictionary<string, Chunk> chunks, IReadOnlyList<string> ids) =>
        ids.Where(chunks.ContainsKey).ToDictionary(id => id, id => chunks[id]);
}
