namespace SupportBot.Core.Knowledge;

/// <summary>
/// The sections and blocks that lack a stored vector of a model, newest documents first. A document counts what it
/// lacked when it was looked at; its texts are read again when its turn comes.
/// </summary>
internal sealed class VectorBacklog(DocumentStore store, EmbeddingModel model)
{
    // Texts per step, so that changed documents soon have their turn.
    private const int TextsPerStep = 64;

    private const int DocumentsAtOnce = 32;

    private readonly Dictionary<string, WaitingDocument> _documents = new(StringComparer.Ordinal);
    private readonly SortedSet<(long Position, string Id)> _sections = [];
    private readonly SortedSet<(long Position, string Id)> _blocks = [];
    private long _position;
    private int _total;
    private int _missing;

    public EmbeddingModel Model => model;

    public bool IsEmpty => _documents.Count == 0;

    public bool HasSections => _sections.Count > 0;

    public bool HasBlocks => _blocks.Count > 0;

    public VectorProgress Progress => new(model.Hash, _total - _missing, _total);

    /// <summary>Looks at the documents that have changed since the last time.</summary>
    public async Task ScanAsync(CancellationToken cancellationToken)
    {
        var changed = await store.ChangedAsync(_position, cancellationToken).ConfigureAwait(false);
        foreach (var some in changed.Chunk(DocumentsAtOnce))
        {
            foreach (var document in some) Forget(document.Id);
            await LookAtAsync(some, cancellationToken).ConfigureAwait(false);
        }
        if (changed.Count > 0) _position = changed[0].Position;
    }

    /// <summary>Makes some vectors of sections.</summary>
    /// <returns>The documents whose sections now have all theirs.</returns>
    public Task<IReadOnlyList<string>> EmbedSectionsAsync(CancellationToken cancellationToken) =>
        StepAsync(_sections, Sections, cancellationToken);

    /// <summary>Makes some vectors of blocks.</summary>
    public Task EmbedBlocksAsync(CancellationToken cancellationToken) => StepAsync(_blocks, Blocks, cancellationToken);

    private static IEnumerable<PassageText> Sections(IndexedDocument document) =>
        document.Chunks.Select(chunk => chunk.ToPassage());

    // Without those that share the text of their section.
    private static IEnumerable<PassageText> Blocks(IndexedDocument document) =>
        from chunk in document.Chunks
        from block in chunk.Blocks
        where block.Markdown.Length < chunk.Text.Length
        select new PassageText(chunk.Language, chunk.BlockText(block));

    private async Task LookAtAsync(ChangedDocument[] changed, CancellationToken cancellationToken)
    {
        var positions = changed.Where(document => document.IsLive)
            .ToDictionary(document => document.Id, document => document.Position, StringComparer.Ordinal);
        var documents = await store.DocumentsAsync([.. positions.Keys], cancellationToken).ConfigureAwait(false);
        var missing = await model.MissingAsync(
            [.. documents.SelectMany(Sections), .. documents.SelectMany(Blocks)], cancellationToken)
            .ConfigureAwait(false);
        foreach (var document in documents)
        {
            var (sections, blocks) = (Sections(document).ToList(), Blocks(document).ToList());
            var waiting = new WaitingDocument(
                positions[document.DocumentId], sections.Count + blocks.Count,
                sections.Count(passage => missing.Contains(passage.Text)),
                blocks.Count(passage => missing.Contains(passage.Text)));
            _documents[document.DocumentId] = waiting;
            _total += waiting.Texts;
            _missing += waiting.MissingSections + waiting.MissingBlocks;
            if (waiting.MissingSections > 0) _sections.Add((waiting.Position, document.DocumentId));
            if (waiting.MissingBlocks > 0) _blocks.Add((waiting.Position, document.DocumentId));
        }
    }

    private void Forget(string id)
    {
        if (!_documents.Remove(id, out var waiting)) return;
        _total -= waiting.Texts;
        if (_sections.Remove((waiting.Position, id))) _missing -= waiting.MissingSections;
        if (_blocks.Remove((waiting.Position, id))) _missing -= waiting.MissingBlocks;
    }

    private async Task<IReadOnlyList<string>> StepAsync(
        SortedSet<(long Position, string Id)> queue, Func<IndexedDocument, IEnumerable<PassageText>> passagesOf,
        CancellationToken cancellationToken)
    {
        var next = Newest(queue);
        var documents = await store.DocumentsAsync(next, cancellationToken).ConfigureAwait(false);
        var missing = await model.MissingAsync([.. documents.SelectMany(passagesOf)], cancellationToken)
            .ConfigureAwait(false);
        PassageText[] step = [.. documents.SelectMany(passagesOf).Where(passage => missing.Contains(passage.Text))
            .DistinctBy(passage => passage.Text).Take(TextsPerStep)];
        if (step.Length > 0) await model.EmbedPassagesAsync(step, cancellationToken).ConfigureAwait(false);
        var left = missing.Except(step.Select(passage => passage.Text)).ToHashSet(StringComparer.Ordinal);
        var counts = documents.ToDictionary(
            document => document.DocumentId, document => passagesOf(document).Count(text => left.Contains(text.Text)),
            StringComparer.Ordinal);
        return [.. next.Where(id => Update(queue, id, counts.GetValueOrDefault(id)) == 0)];
    }

    private List<string> Newest(SortedSet<(long Position, string Id)> queue)
    {
        var (ids, texts) = (new List<string>(), 0);
        foreach (var (_, id) in queue.Reverse())
        {
            if (texts >= TextsPerStep || ids.Count == DocumentsAtOnce) break;
            ids.Add(id);
            var waiting = _documents[id];
            texts += ReferenceEquals(queue, _sections) ? waiting.MissingSections : waiting.MissingBlocks;
        }
        return ids;
    }

    private int Update(SortedSet<(long Position, string Id)> queue, string id, int left)
    {
        var before = _documents[id];
        var isSections = ReferenceEquals(queue, _sections);
        _missing += left - (isSections ? before.MissingSections : before.MissingBlocks);
        _documents[id] = isSections
            ? before with { MissingSections = left }
            : before with { MissingBlocks = left };
        if (left == 0) queue.Remove((before.Position, id));
        return left;
    }

    private sealed record WaitingDocument(long Position, int Texts, int MissingSections, int MissingBlocks);
}
