using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SupportBot.Brands;
using SupportBot.Core.Knowledge;
using SupportBot.Documentation;
using SupportBot.Documentation.Pages;
using SupportBot.Settings;
using SupportBot.Tests.Knowledge;
using SupportBot.Widget;

namespace SupportBot.Tests.Documentation;

/// <summary>The documentation pages alone, on a real port, over the documents of a fixture.</summary>
internal sealed class DocsSite(WebApplication app) : IAsyncDisposable
{
    /// <summary>Follows no redirects.</summary>
    public HttpClient Client { get; } = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) };

    public static async Task<DocsSite> StartAsync(KnowledgeFixture knowledge)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(BrandFiles.Read(new BrandOptions())).AddWidget()
            .AddSingleton(new PublicDocuments(knowledge.Database, "default"))
            .AddSingleton(new DocsFolder(Options.Create(new DocsOptions { Path = knowledge.Docs }), knowledge.Time))
            .AddSingleton<DocsPages>().AddSingleton<DocsPictures>();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapDocs();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new DocsSite(app);
    }

    public Task<HttpResponseMessage> GetAsync(string address) => Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);

    public Task<string> ReadAsync(string address) => Client.GetStringAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }
}
