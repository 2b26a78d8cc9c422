using System.Text.Json;

namespace SupportBot.Benchmarks.Elasticsearch;

/// <summary>Adds up how long the server says that it took for its answers.</summary>
internal sealed class TookHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private long _milliseconds;

    /// <summary>Of all answers since it was last asked for.</summary>
    public TimeSpan Take() => TimeSpan.FromMilliseconds(Interlocked.Exchange(ref _milliseconds, 0));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        var body = new Utf8JsonReader(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        if (body.Read() && body.Read() && body.ValueTextEquals("took") && body.Read()) Interlocked.Add(ref _milliseconds, body.GetInt64());
        return response;
    }
}
