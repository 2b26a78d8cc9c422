using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using SupportBot.Core.Knowledge;
using SupportBot.Settings;

namespace SupportBot.Knowledge.Pages;

internal sealed class RenderedPages(PublicDocuments documents, IOptions<DocsOptions> options) : IDisposable
{
    private readonly MemoryCache _pages =
        new(new MemoryCacheOptions { SizeLimit = options.Value.PageCacheMegabytes * 1_000_000L });

    // Leaves at least half of the processors to answers.
    private readonly SemaphoreSlim _renders = new(Math.Max(1, Environment.ProcessorCount / 2));

    private int _rendered;

    public int Rendered => _rendered;

    // Returns null if this version is no longer live.
    public async Task<RenderedPage?> GetAsync(PublicDocument document, CancellationToken cancellationToken)
    {
        var key = (document.Id, document.Version);
        if (_pages.TryGetValue(key, out RenderedPage? page)) return page;
        await _renders.WaitAsync(cancellationToken);
        try
        {
            if (_pages.TryGetValue(key, out page)) return page;
            if (await documents.SectionsAsync(document, cancellationToken) is not { } sections) return null;
            page = DocumentHtml.Render(document.Id, sections, cancellationToken);
            Interlocked.Increment(ref _rendered);
            return _pages.Set(key, page, new MemoryCacheEntryOptions { Size = SizeOf(page) });
        }
        finally
        {
            _renders.Release();
        }
    }

    public void Dispose()
    {
        _pages.Dispose();
        _renders.Dispose();
    }

    private static long SizeOf(RenderedPage page) =>
        sizeof(char) * (page.Html.Length + page.Pictures.Sum(picture => (long)picture.Length)) + 1;
}
