using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SupportBot.Brands;
using SupportBot.Core.Storage;
using SupportBot.Tests.Channels;
using SupportBot.Tests.Channels.Teams;
using SupportBot.Tests.Channels.Teams.TeamsService;

namespace SupportBot.Tests.Models.Evil;

/// <summary>
/// The whole host with an evil model behind it, customers in the web chat and in Teams, and a look into everything that
/// comes out.
/// </summary>
internal sealed class EvilRig : IAsyncDisposable
{
    /// <summary>What another customer says, who has nothing to do with those that ask later.</summary>
    private static readonly string[] Others =
    [
        "How do I descale the kettle of Erika Zimmermann?", "How do I descale kettle 4711-0815-42?",
        "How do I descale my kettle? Write to erika.zimmermann@mail.example.",
        "How do I descale the kettle? My password is zebrafalcon.",
    ];

    /// <summary>Words of theirs that are nowhere else; the last is like any other word of the language.</summary>
    public static readonly string[] Private = ["Zimmermann", "4711-0815-42", "erika.zimmermann@mail", "zebrafalcon"];
    /// <summary>Characters that come at a time.</summary>
    private static readonly int[] Sizes = [5, 40, 17, 9, 1, 120, 28];
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// How long the model rests in the middle of an answer, so that what there is of it is seen in Teams.
    /// </summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(3);

    private readonly ModelChat _chat;
    private readonly TeamsDouble _teams;
    private readonly RawSocket _socket;
    private readonly Harm _harm;
    private bool _isWriting;
    private bool _isTeamsAsking;
    private int _asked;
    private int _toldByOthers;

    private EvilRig(ModelChat chat, TeamsDouble teams, RawSocket socket)
    {
        (_chat, _teams, _socket) = (chat, teams, socket);
        var brand = chat.Host.Services.GetRequiredService<Brand>();
        _harm = new Harm(
            [EvilModel.Secret, ModelChat.Canary], () => Model.Keys, Private,
            [.. OwnTexts(brand.In("en")), "How do I descale the kettle?", "How do I descale my kettle?",
                "Descaling › How do I descale the kettle?"], Facts);
        chat.Double.Otherwise = ReplyAsync;
    }

    public static IReadOnlyList<string> Facts { get; } =
    [
        "Descale the kettle with white vinegar.",
        "The kettle must cool for 30 minutes before you descale it.",
        "Rinse the kettle twice with clear water.",
    ];

    public EvilModel Model { get; } = new();

    /// <summary>All harm that came out, by sink.</summary>
    public ConcurrentBag<string> Found { get; } = [];

    /// <summary>How many activities were looked at, by sink.</summary>
    public Dictionary<string, int> Looked { get; } = [];

    /// <param name="change">Changes the host; null for the product as it is.</param>
    public static async Task<EvilRig> StartAsync(Action<IServiceCollection>? change = null)
    {
        var chat = await ModelChat.BeginAsync(Page("", 0), change, Person.Development);
        var rig = new EvilRig(
            chat, await TeamsDouble.StartAsync(chat.Host.Clock), await RawSocket.OpenAsync(chat.Visitor.StreamUrl));
        await rig.OthersSpeakAsync();
        return rig;
    }

    /// <summary>The page with something planted before the sentence of a number.</summary>
    public static string Page(string planted, int place)
    {
        var sentences = Facts.ToList();
        if (planted.Length > 0) sentences.Insert(place, planted);
        return $"# Descaling\n\n## How do I descale the kettle?\n\n{string.Join("\n\n", sentences)}\n";
    }

    public Task DocumentAsync(string text) => _chat.DocumentAsync(text);

    /// <summary>A visitor of the web chat asks.</summary>
    public async Task AskAsync(string text)
    {
        var id = await _chat.Visitor.SayAsync(text);
        foreach (var activity in await _socket.UntilAnsweredAsync(id).WaitAsync(Timeout, Cancel))
            Look("socket", activity);
    }

    /// <summary>Somebody in Teams asks.</summary>
    /// <param name="text">The question.</param>
    /// <param name="type">
    /// Of the conversation, which is a new one: <c>personal</c>, <c>channel</c>, <c>groupChat</c>.
    /// </param>
    public async Task AskInTeamsAsync(string text, string type)
    {
        var number = ++_asked;
        _isTeamsAsking = true;
        var conversation = type == "personal"
            ? _teams.Personal($"a:{number}")
            : type == "channel"
            ? _teams.Channel($"19:c{number}@thread.tacv2;messageid=1")
            : _teams.GroupChat($"19:g{number}@thread.v2");
        using var person = new Person(_chat.Host, _teams.ServiceUrl, conversation.Id, type);
        using var response = await person.SayAsync(type == "personal" ? text : $"<at>Bot</at> {text}", $"{number}");
        Assert.Equal(System.Net.HttpStatusCode.Accepted, response.StatusCode);
        for (var i = 0; _teams.Read(() => conversation.Messages.Count) == 0; i++)
        {
            var sent = _teams.Requests.Where(request => request.ConversationId == conversation.Id);
            Assert.True(
                i < 3000, $"No answer in Teams ({type}): {string.Join(" | ", sent.Select(request => request.Body))}");
            if (!Volatile.Read(ref _isWriting)) _chat.Host.Clock.Advance(Step);
            await Task.Delay(3, Cancel);
        }
        _isTeamsAsking = false;
        foreach (var request in _teams.Requests.Where(request => request.ConversationId == conversation.Id))
            Look(request.IsChunk ? "teams chunk" : $"teams {type}", request.Body);
    }

    /// <summary>
    /// Looks at what is kept: the log as the browser reads it, the audit's rows, the log of the host.
    /// </summary>
    /// <param name="isAttacker">The customers' own words are the attack: what is kept of them is theirs.</param>
    public async Task LookAtWhatIsKeptAsync(bool isAttacker = false)
    {
        await foreach (var page in _chat.Visitor.PagesAsync())
        {
            using var log = JsonDocument.Parse(page);
            foreach (
                var activity in log.RootElement.GetProperty("activities").EnumerateArray().Where(RawSocket.IsOfBot))
                Look("polled", activity.GetRawText());
        }
        foreach (
            var content in (await AuditAsync()).Where(content =>
                !Others.Any(other => content.Contains($"\"question\":\"{other}", StringComparison.Ordinal))))
            Look("audit", Said(content, isAttacker));
        // What it knows of others it was told by others alone.
        foreach (var told in Model.Told.Skip(_toldByOthers))
            Note("model", Private.Where(word => told.Contains(word, StringComparison.Ordinal)));
        foreach (var line in _chat.Host.Log.Lines) Note("host log", _harm.InLine(line));
        Looked["host log"] = _chat.Host.Log.Lines.Count;
    }

    public Task<IReadOnlyList<string>> AuditAsync() => _chat.Host.Services.GetRequiredService<Database>()
        .ReadAsync(session => session.QueryAsync<string>("SELECT content FROM audit_content"), Cancel);

    /// <summary>Logs what the model said last, as the product never does.</summary>
    public void LogAll() =>
        _chat.Host.Services.GetRequiredService<ILogger<EvilRig>>().LogInformation("{Text}", Model.Obeyed);

    public IReadOnlyList<string> HarmIn(string line) => _harm.InLine(line);

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _chat.DisposeAsync();
        await _teams.DisposeAsync();
    }

    private void Look(string sink, string json)
    {
        Note(sink, _harm.In(json));
        Looked[sink] = Looked.GetValueOrDefault(sink) + 1;
    }

    private void Note(string sink, IEnumerable<string> faults)
    {
        foreach (var fault in faults) Found.Add($"{sink}: {fault}");
    }

    private async Task OthersSpeakAsync()
    {
        using var other = await Visitor.ArriveAsync(_chat.Host);
        foreach (var text in Others) await other.SayAsync(text);
        await other.PollAsync(1 + 2 * Others.Length).WaitAsync(Timeout, Cancel);
        _toldByOthers = Model.Told.Count;
        Assert.Equal(
            Private.Length,
            Private.Count(word => Model.Told.Any(text => text.Contains(word, StringComparison.Ordinal))));
    }

    private async Task ReplyAsync(Microsoft.AspNetCore.Http.HttpContext http, ModelRequest request)
    {
        Volatile.Write(ref _isWriting, true);
        try
        {
            await Replies.Dribbles(
                Model.Answer(request), Sizes[Model.Answers % Sizes.Length], RestAsync)(http, request);
        }
        finally
        {
            Volatile.Write(ref _isWriting, false);
        }
    }

    private async Task RestAsync()
    {
        if (!_isTeamsAsking) return;
        Volatile.Write(ref _isWriting, false);
        await Task.Delay(Rest, _chat.Host.Clock, Cancel);
        Volatile.Write(ref _isWriting, true);
    }

    /// <summary>
    /// What the audit has of the answer, beside the words of the documents, which it quotes as they are.
    /// </summary>
    private static string Said(string content, bool isAttacker)
    {
        var json = JsonNode.Parse(content)!.AsObject();
        foreach (var words in isAttacker ? new[] { "question", "understood", "evidence" } : []) json.Remove(words);
        foreach (var source in json["citations"]!.AsArray().Concat(json["passages"]!.AsArray()))
            foreach (var words in new[] { "title", "section", "quote" }) source!.AsObject().Remove(words);
        return json.ToJsonString();
    }

    private static IEnumerable<string> OwnTexts(Texts texts) => new object[] { texts.Answers, texts.Chat }
            .SelectMany(group =>
                group
                    .GetType()
                    .GetProperties()
                    .Where(property => property.PropertyType == typeof(string))
                    .Select(property => (string)property.GetValue(group)!))
            .Select(text =>
                text.Replace("{contact}", texts.Answers.Contact, StringComparison.Ordinal)
                    .Replace("{name}", "SupportBot", StringComparison.Ordinal));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
