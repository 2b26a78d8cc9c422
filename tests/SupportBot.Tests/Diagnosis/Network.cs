using System.Net;
using System.Text;

namespace SupportBot.Tests.Diagnosis;

/// <summary>The network as a test arranges it: a call to any other address fails the test.</summary>
internal sealed class Network : HttpMessageHandler
{
    private readonly Dictionary<string, Func<HttpResponseMessage>> _answers = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _unexpected = [];

    /// <summary>What the <c>Date</c> header of every answer says.</summary>
    public DateTimeOffset? Date { get; set; }

    public IReadOnlyList<string> Unexpected => _unexpected;

    public void Answer(string address, HttpStatusCode status, string body = "{}") =>
        _answers[address] = () =>
            new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    public void Break(string address, string reason) =>
        _answers[address] = () => throw new HttpRequestException(reason);

    /// <summary>Never answers.</summary>
    public void Hang(string address) => _answers[address] = () => throw new NeverException();

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!.GetLeftPart(UriPartial.Path);
        if (!_answers.TryGetValue(address, out var answer))
        {
            lock (_unexpected) _unexpected.Add(address);
            throw new InvalidOperationException($"No test has arranged {address}.");
        }
        try
        {
            var response = answer();
            response.RequestMessage = request;
            if (Date is { } date) response.Headers.Date = date;
            return response;
        }
        catch (NeverException)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw;
        }
    }

    private sealed class NeverException : Exception;
}
