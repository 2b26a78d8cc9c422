using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SupportBot.Brands;
using SupportBot.Core.Knowledge;
using SupportBot.Knowledge;
using SupportBot.Knowledge.Pages;
using SupportBot.Settings;
using SupportBot.Widget;

namespace SupportBot.Tests.Knowledge;

/// <summary>The documentation pages alone, on a real port, over the documents of a fixture.</summary>
internal sealed class DocsSite(WebApplication app) : IAsyncDisposable
{
    /// <summary>Follows no redirects.</summary>
    public HttpClient Client { get; } =
        new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) };

    public RenderedPages Pages => app.Services.GetRequiredService<RenderedPages>();

    public static async Task<DocsSite> StartAsync(KnowledgeFixture knowledge, string? docs = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(BrandFiles.Read(new BrandOptions())).AddWidget()
            .AddSingleton(new PublicDocuments(knowledge.Database, "default"))
            .AddSingleton(Options.Create(new DocsOptions { Path = docs ?? knowledge.Docs }))
            .AddSingleton<TimeProvider>(knowledge.Time).AddSingleton<DocsFolder>()
            .AddSingleton<DocsPages>().AddSingleton<RenderedPages>().AddSingleton<DocsPictures>();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapDocs();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new DocsSite(app);
    }

    public Task<HttpResponseMessage> GetAsync(string address) =>
        Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);

    public Task<string> ReadAsync(string address) =>
        Client.GetStringAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);

    /// <summary>Sends the address as it is, which HttpClient would normalize.</summary>
    public async Task<int> StatusAsync(string address)
    {
        var site = Client.BaseAddress!;
        using var client = new TcpClient();
        await client.ConnectAsync(site.Host, site.Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        var request = $"GET {address} HTTP/1.1\r\nHost: {site.Authority}\r\nConnection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        var line = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        return int.Parse(line!.Split(' ')[1], CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }
}
