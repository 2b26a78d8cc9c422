using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SupportBot.Core.Answers.Generation;
using SupportBot.Core.Audit;
using SupportBot.Knowledge;
using SupportBot.Tests.Channels;
using static SupportBot.Tests.Channels.Visitor;

namespace SupportBot.Tests.Models;

/// <summary>The whole host with a model double behind it, a few documents, and a visitor.</summary>
internal sealed class ModelChat : IAsyncDisposable
{
    public const string Canary = "canary-key-4711";

    private readonly DirectoryInfo _folder;
    private readonly ChatHost _host;

    private ModelChat(DirectoryInfo folder, ModelDouble model, ChatHost host, Visitor visitor) =>
        (_folder, Double, _host, Visitor) = (folder, model, host, visitor);

    public ModelDouble Double { get; }

    public Visitor Visitor { get; }

    public ChatHost Host => _host;

    public static Task<ModelChat> BeginAsync(
        string document, string locale = "en-US", params (string Name, string Value)[] settings) =>
        BeginAsync(document, locale, null, null, settings);

    /// <param name="document">The only one.</param>
    /// <param name="change">Changes the host; null for the product as it is.</param>
    /// <param name="settings">Settings beside those of the model.</param>
    public static Task<ModelChat> BeginAsync(
        string document, Action<IServiceCollection>? change, params (string Name, string Value)[] settings) =>
        BeginAsync(document, "en-US", null, change, settings);

    /// <param name="document">The only one.</param>
    /// <param name="clock">The time.</param>
    /// <param name="settings">Settings beside those of the model.</param>
    public static Task<ModelChat> BeginAsync(
        string document, FakeTimeProvider clock, params (string Name, string Value)[] settings) =>
        BeginAsync(document, "en-US", clock, null, settings);

    private static async Task<ModelChat> BeginAsync(
        string document, string locale, FakeTimeProvider? clock, Action<IServiceCollection>? change,
        (string Name, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("supportbot-model-chat-");
        var model = await ModelDouble.StartAsync();
        (string Name, string Value)[] defaults =
        [
            ("Docs:Path", folder.CreateSubdirectory("docs").FullName), ("Models:Provider", "compatible"),
            ("Models:Endpoint", model.Address.ToString()),
            ("Models:ApiKey", Canary), ("Models:ChatModel", "double"), ("RateLimits:MessagesPerMinute", "100000"),
            ("RateLimits:MessagesPerHour", "100000"),
        ];
        var host = await ChatHost.StartWholeAsync(folder, clock, services =>
        {
            services.AddAzureDouble(() => model.Address);
            if (!settings.Any(setting => setting.Name is "Models:JudgeModel" or "Models:EntailmentFolder"))
                services.AddSingleton<JudgeByModel>(Affirm);
            change?.Invoke(services);
        }, [.. settings.UnionBy(defaults, setting => setting.Name)]);
        var chat = new ModelChat(folder, model, host, await ArriveAsync(host, locale: locale));
        await chat.DocumentAsync(document);
        return chat;
    }

    /// <summary>Puts a document in the place of the one before.</summary>
    public async Task DocumentAsync(string text)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "docs", "descale.md"), text, Cancel);
        Assert.Empty((await _host.Services.GetRequiredService<DocsIngestion>().RunAsync(null, Cancel)).Rejected);
    }

    /// <summary>Asks, and waits for the reply.</summary>
    /// <param name="text">The question.</param>
    /// <param name="locale">Of the browser.</param>
    /// <param name="growing">Completes when the first words of the reply are seen.</param>
    /// <returns>All texts that the visitor saw of it, the message last.</returns>
    public async Task<IReadOnlyList<string>> AskAsync(
        string text, string locale = "en-US", TaskCompletionSource? growing = null)
    {
        var id = "";
        bool IsLast(JsonNode activity)
        {
            if (Text(activity["channelData"]?["streamType"]) == "streaming") growing?.TrySetResult();
            return id.Length > 0 && Text(activity["type"]) == "message" && Text(activity["replyToId"]) == id;
        }
        var all = await Visitor.StreamAsync(IsLast, async () => id = await Visitor.SayAsync(text, locale: locale));
        return
        [
            .. all.Where(a => Text(a["replyToId"]) == id && Text(a["channelData"]?["streamType"]) != "informative")
                .Select(a => Text(a["text"])),
        ];
    }

    /// <summary>All that was said and kept, as the browser gets it.</summary>
    public async Task<string> LogAsync() =>
        (await Visitor.GetAsync($"/v3/directline/conversations/{Visitor.Conversation}/activities")).Json.ToJsonString();

    /// <summary>The same without the calls of the judge that says yes to everything.</summary>
    /// <inheritdoc cref="WholeAuditAsync"/>
    public async Task<IReadOnlyList<AuditContent>> AuditAsync(string? conversation = null) =>
    [
        .. (await WholeAuditAsync(conversation)).Select(content =>
            content with { Calls = [.. content.Calls.Where(call => call.Deployment != Yes.Deployment)] }),
    ];

    /// <summary>What the audit has of each reply, the newest first.</summary>
    /// <param name="conversation">Of one conversation alone; null for all.</param>
    public async Task<IReadOnlyList<AuditContent>> WholeAuditAsync(string? conversation = null)
    {
        var store = _host.Services.GetRequiredService<AuditStore>();
        var contents = new List<AuditContent>();
        foreach (var record in await store.ListAsync(new AuditFilter(Conversation: conversation), 1000, Cancel))
            contents.Add((await store.FindAsync(record.Id, Cancel))!.Content!);
        return contents;
    }

    public async ValueTask DisposeAsync()
    {
        Visitor.Dispose();
        await _host.DisposeAsync();
        await Double.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>The rules alone decide, unless a test names a judge.</summary>
    private static Task<ModelResult<Judgement>> Affirm(JudgementTask task, CancellationToken cancellationToken) =>
        Task.FromResult<ModelResult<Judgement>>(
            new ModelResult<Judgement>.Succeeded(new([.. task.Inferences.Select(_ => true)]), Yes));

    private static readonly ModelCall Yes = new("", "yes", "", ModelUsage.None);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
