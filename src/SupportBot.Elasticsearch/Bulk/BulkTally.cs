using SupportBot.Elasticsearch.Protocol;

namespace SupportBot.Elasticsearch.Bulk;

/// <summary>Counts what became of the items.</summary>
internal sealed class BulkTally
{
    private readonly List<BulkFailure> _failed = [];
    private long _succeeded;
    private long _repeated;

    public BulkResult Result(ElasticsearchError? error) => new(_succeeded, _failed, error, _repeated);

    /// <summary>Counts a batch, and leaves those items in it that are to be sent again.</summary>
    /// <returns>What is wrong with the answer; null where nothing is.</returns>
    public ElasticsearchError? Take(BulkBatch batch, BulkResponse answer)
    {
        if (answer.Items.Count != batch.Count || answer.Items.Any(item => item.Count != 1))
            return new ElasticsearchError(ErrorKind.Unreadable, 200, "an answer for other items", "");
        var again = new List<int>();
        for (var i = 0; i < batch.Count; i++)
        {
            var item = answer.Items[i].Values.Single();
            if (item.Error is not { } error) _succeeded++;
            else if (ErrorBody.Of(error, item.Status) is var reason && reason.Kind == ErrorKind.Busy) again.Add(i);
            else _failed.Add(new(batch.Id(i), reason));
        }
        batch.Keep(again);
        return null;
    }

    public void Repeat(BulkBatch batch) => _repeated += batch.Count;

    /// <summary>The cluster stayed busy: what is left of the batch has failed.</summary>
    public ElasticsearchError GiveUp(BulkBatch batch)
    {
        var busy = new ElasticsearchError(ErrorKind.Busy, 429, "", "");
        for (var i = 0; i < batch.Count; i++) _failed.Add(new(batch.Id(i), busy));
        return busy;
    }
}
