using Elastic.Clients.Elasticsearch;

namespace SupportBot.Elasticsearch.Bulk;

internal sealed class BulkResult
{
    private readonly List<BulkFailure> _failed = [];

    public long Succeeded { get; private set; }

    public IReadOnlyList<BulkFailure> Failed => _failed;

    // Why the stream was aborted; null if it was sent completely.
    public ElasticsearchError? Error { get; private set; }

    public bool IsComplete => Error is null && Failed.Count == 0;

    public BulkResult Ended(ElasticsearchError? error)
    {
        Error = error;
        return this;
    }

    // Leaves the items to retry in the batch.
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

    // The cluster stayed busy, so the remaining items have failed.
    public ElasticsearchError GiveUp(BulkBatch batch)
    {
        var busy = new ElasticsearchError(ErrorKind.Busy, 429, "", "");
        for (var i = 0; i < batch.Count; i++) _failed.Add(new(batch.Id(i), busy));
        return busy;
    }
}

internal sealed record BulkFailure(string Id, ElasticsearchError Error);
