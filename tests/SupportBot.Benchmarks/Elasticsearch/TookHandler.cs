using System.Text.Json;

namespace SupportBot.Benchmarks.Elasticsearch;

/// <summary>Adds up how long the server says that it took for its answers.</summary>
internal sealed class TookHandler(HttpMessageHandler inner, Took took) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        var body = new Utf8JsonReader(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        if (body.Read() && body.Read() && body.ValueTextEquals("took") && body.Read()) took.Add(body.GetInt64());
        return response;
    }
}

/// <summary>How long the server says that it took.</summary>
internal sealed class Took
{
    private long _milliseconds;

    public void Add(long milliseconds) => Interlocked.Add(ref _milliseconds, milliseconds);

    /// <summary>Of all answers since it was last asked for.</summary>
    public TimeSpan Take() => TimeSpan.FromMilliseconds(Interlocked.Exchange(ref _milliseconds, 0));
}
