using Elastic.Clients.Elasticsearch;

namespace SupportBot.Elasticsearch.Bulk;

/// <summary>What became of a stream of operations.</summary>
internal sealed class BulkResult
{
    private readonly List<BulkFailure> _failed = [];

    public long Succeeded { get; private set; }

    /// <summary>Operations that were turned away.</summary>
    public IReadOnlyList<BulkFailure> Failed => _failed;

    /// <summary>Why the rest of the stream was not sent; null where it was sent to its end.</summary>
    public ElasticsearchError? Error { get; private set; }

    public bool IsComplete => Error is null && Failed.Count == 0;

    public BulkResult Ended(ElasticsearchError? error)
    {
        Error = error;
        return this;
    }

    /// <summary>Counts a batch, and leaves those items in it that are to be sent again.</summary>
    public ElasticsearchError? Take(BulkBatch batch, BulkResponse answer)
    {
        if (answer.Items?.Count != batch.Count) return CallErrors.Unreadable("an answer for other items");
        var again = new List<int>();
        foreach (var (i, item) in answer.Items.Index())
        {
            var error = item.Error is null ? null : CallErrors.Of(item.Error, item.Status);
            if (error is null) Succeeded++;
            else if (error.Kind == ErrorKind.Busy) again.Add(i);
            else _failed.Add(new(batch.Id(i), error));
        }
        batch.Keep(again);
        return null;
    }

    /// <summary>The cluster stayed busy: what is left of the batch has failed.</summary>
    public ElasticsearchError GiveUp(BulkBatch batch)
    {
        var busy = new ElasticsearchError(ErrorKind.Busy, 429, "", "");
        for (var i = 0; i < batch.Count; i++) _failed.Add(new(batch.Id(i), busy));
        return busy;
    }
}

internal sealed record BulkFailure(string Id, ElasticsearchError Error);
