using System.Collections.Concurrent;
using System.ComponentModel;
using Microsoft.Extensions.Options;
using SupportBot.Core.Knowledge;
using SupportBot.Settings;

namespace SupportBot.Knowledge.Parsing;

// Parses files in child processes, since Markdown and HTML parsers cannot be cancelled: a file that takes too much time
// or memory, or overflows the stack, ends its process and is rejected.
internal sealed class DocumentParsers(DocumentParser parser, IOptions<DocsOptions> options, TimeProvider time)
    : IDocumentParser, IDisposable
{
    private static readonly TimeSpan RetryWithin = TimeSpan.FromSeconds(0.5);

    private readonly ConcurrentBag<ParserClient> _idle = [];

    public IReadOnlySet<string> Extensions => parser.Extensions;

    // Retries a file once if its process ended early, since the file may not be the cause.
    public async Task<ParsedFile> ParseAsync(SourceFile file, CancellationToken cancellationToken)
    {
        var begin = time.GetTimestamp();
        var parsed = await TryParseAsync(file, cancellationToken);
        if (parsed is null && time.GetElapsedTime(begin) < RetryWithin)
            parsed = await TryParseAsync(file, cancellationToken);
        return parsed ?? ParserClient.Crashed;
    }

    public void Release()
    {
        while (_idle.TryTake(out var client)) client.Dispose();
    }

    public void Dispose() => Release();

    private async Task<ParsedFile?> TryParseAsync(SourceFile file, CancellationToken cancellationToken)
    {
        ParserClient? client = null;
        try
        {
            if (!_idle.TryTake(out client)) client = ParserClient.Start(options.Value);
            return await client.ParseAsync(file, time, cancellationToken);
        }
        catch (Win32Exception e)
        {
            return ParsedFile.Reject($"The process that reads documents cannot be started: {e.Message}.");
        }
        finally
        {
            if (client is { IsAlive: true }) _idle.Add(client);
            else client?.Dispose();
        }
    }
}
