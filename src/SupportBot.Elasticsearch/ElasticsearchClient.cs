using System.Security.Cryptography;
using SupportBot.Elasticsearch.Bulk;
using SupportBot.Elasticsearch.Cluster;
using SupportBot.Elasticsearch.Documents;
using SupportBot.Elasticsearch.Indices;
using SupportBot.Elasticsearch.Protocol;
using SupportBot.Elasticsearch.Search;
using SupportBot.Elasticsearch.Synonyms;
using SupportBot.Elasticsearch.Transport;

namespace SupportBot.Elasticsearch;

/// <summary>The calls that the bot makes on Elasticsearch. They return errors as values, and throw only when they are cancelled.</summary>
internal sealed class ElasticsearchClient : IDisposable
{
    private readonly HttpMessageInvoker _http;

    /// <param name="options">Valid options.</param>
    /// <param name="time">Measures timeouts and pauses.</param>
    /// <param name="handler">Sends the requests; null for real connections.</param>
    /// <param name="random">Numbers from 0 to 1 for the jitter of waits; null for real chance.</param>
    public ElasticsearchClient(ElasticsearchOptions options, TimeProvider time, HttpMessageHandler? handler = null, Func<double>? random = null)
    {
        random ??= Chance;
        _http = new HttpMessageInvoker(handler ?? Connections.Create(options));
        var call = new NodeCall(_http, Authentication.Of(options), options.MaxResponseBytes, time);
        var api = new Api(new ElasticsearchTransport(new NodePool(Addresses.Of(options), time), call, time, random), options);
        (Cluster, Indices, Synonyms) = (new(api), new(api), new(api));
        (Documents, Searches, Bulks) = (new(api), new(api), new(api, time, random));
    }

    public ClusterCalls Cluster { get; }

    public IndexCalls Indices { get; }

    public SynonymCalls Synonyms { get; }

    public DocumentCalls Documents { get; }

    public SearchCalls Searches { get; }

    public BulkCalls Bulks { get; }

    public void Dispose() => _http.Dispose();

    private static double Chance() => RandomNumberGenerator.GetInt32(1 << 20) / (double)(1 << 20);
}
