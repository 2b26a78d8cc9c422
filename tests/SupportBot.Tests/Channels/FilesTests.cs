using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework.DirectLine;
using SupportBot.BotFramework.DirectLine.Files;
using SupportBot.Channels.WebChat;
using SupportBot.Cli.Conversations;
using SupportBot.Core.Conversations;
using SupportBot.Core.Privacy;
using SupportBot.Core.Storage;
using SupportBot.Tests.Privacy;
using static SupportBot.Tests.Channels.Visitor;

namespace SupportBot.Tests.Channels;

/// <summary>Files of visitors and agents with the product's own store.</summary>
public sealed class FilesTests : IDisposable
{
    private const string Marker = "Zylophant invoice 4711";

    private static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static readonly HttpClient Http = new();

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("files-");

    [Fact]
    public async Task A_file_outlives_a_restart_and_the_bot_says_that_a_person_will_see_it()
    {
        string token, address;
        await using (var host = await ChatHost.StartAsync(_folder))
        {
            using var visitor = await ArriveAsync(host);
            token = visitor.Token;
            Assert.Equal(HttpStatusCode.OK, await UploadAsync(host, visitor, "", "photo.png", "image/png", Png));
            var all = await visitor.PollAsync(3);
            address = Address(all[1]);
            Assert.Contains("A person who takes over will see them", Text(all[2]["text"]), StringComparison.Ordinal);
        }
        await using (var host = await ChatHost.StartAsync(_folder))
        {
            using var visitor = await ArriveAsync(host, token);
            var path = new Uri(address).PathAndQuery;
            Assert.Equal(Png, await Http.GetByteArrayAsync(new Uri(host.Address, path), Cancel));
            var again = new Uri(Address((await visitor.PollAsync(3))[1])).PathAndQuery;
            Assert.Equal(Png, await Http.GetByteArrayAsync(new Uri(host.Address, again), Cancel));
        }
    }

    [Fact]
    public async Task A_question_with_a_file_is_answered_like_any_other()
    {
        await using var host = await ChatHost.StartAsync(_folder);
        using var visitor = await ArriveAsync(host);
        await UploadAsync(host, visitor, "How do I install it?", "photo.png", "image/png", Png);
        await visitor.PollAsync(3);
        Assert.Equal("How do I install it?", Assert.Single(host.Answerer.Asked).Text);
    }

    [Fact]
    public async Task No_byte_of_a_file_of_an_erased_conversation_is_left_and_its_address_opens_nothing()
    {
        await using var host = await ChatHost.StartAsync(_folder);
        using var visitor = await ArriveAsync(host);
        await UploadMarkerAsync(host, visitor);
        var address = new Uri(Address((await visitor.PollAsync(3))[1]));
        Assert.NotEmpty(Traces.In(_folder.FullName, Marker));

        await host.Services.GetRequiredService<Erasure>().EraseAsync([visitor.Conversation], "asked for", Cancel);
        Assert.Empty(Traces.In(_folder.FullName, Marker, "invoice.txt"));
        using var response = await Http.GetAsync(address, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task An_export_holds_the_file_in_base64()
    {
        await using var host = await ChatHost.StartAsync(_folder);
        using var visitor = await ArriveAsync(host);
        await UploadMarkerAsync(host, visitor);
        var export = await host.Services.GetRequiredService<ConversationArchive>()
            .ExportAsync(visitor.Conversation, Cancel);
        var file = ArchivedRowJson.Of(Assert.Single(export!["attachment"]));
        Assert.Equal("invoice.txt", Text(file["name"]));
        Assert.Contains(
            Marker, System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(Text(file["content"]))),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_kept_as_long_as_its_message()
    {
        await using var host = await ChatHost.StartAsync(_folder);
        using var visitor = await ArriveAsync(host);
        await UploadMarkerAsync(host, visitor);
        await visitor.PollAsync(3);
        host.Clock.Advance(TimeSpan.FromDays(29));
        var rules = new RetentionRules(TimeSpan.FromDays(20), null, null, null);
        using var later = await ArriveAsync(host, visitor.Token);
        await UploadAsync(host, later, "", "photo.png", "image/png", Png);
        await later.PollAsync(5);

        var database = host.Services.GetRequiredService<Database>();
        var pruning = new Pruner(database, "default", rules, host.Clock).PruneAsync(Cancel);
        await host.PassTimeAsync(pruning);
        var left = await database.ReadAsync(
            session => session.QueryAsync<string>("SELECT name FROM attachment"), Cancel);
        Assert.Equal(["photo.png"], left);
    }

    [Fact]
    public async Task An_agents_file_is_checked_too_and_has_an_address_for_the_visitor()
    {
        await using var host = await ChatHost.StartAsync(_folder);
        using var visitor = await ArriveAsync(host);
        var files = host.Services.GetRequiredService<AgentFiles>();
        var address = host.Address.ToString().TrimEnd('/');
        var refused = await files.StoreAsync(visitor.Conversation, "a.html", "<p>"u8.ToArray(), address, Cancel);
        Assert.Equal((FileProblem.UnsupportedType, null), (refused.Problem, refused.Attachment));
        Assert.Null((await files.StoreAsync("another", "a.png", Png, address, Cancel)).Attachment);

        var stored = await files.StoreAsync(visitor.Conversation, "steps.png", Png, address, Cancel);
        Assert.Equal(("image/png", "steps.png"), (stored.Attachment!.ContentType, stored.Attachment.Name));
        // The visitor gets a ticket where the activity is read; here the visitor's own message stands for the agent's.
        await visitor.SayAsync(stored.Attachment.ContentUrl);
        var filled = Text((await visitor.PollAsync(3))[1]["text"]);
        Assert.Equal(Png, await Http.GetByteArrayAsync(filled, Cancel));
        var id = new Uri(filled).Segments[^1];
        var found = await host.Services.GetRequiredService<AttachmentStore>()
            .FindAsync(visitor.Conversation, id, Cancel);
        Assert.Equal(("steps.png", Png.Length), (found!.Name, found.Size));
    }

    [Fact]
    public async Task A_large_file_comes_whole()
    {
        await using var host = await ChatHost.StartAsync(_folder);
        using var visitor = await ArriveAsync(host);
        var content = new byte[3_000_001];
        new Random(1).NextBytes(content);
        "%PDF-1.7"u8.CopyTo(content);
        Assert.Equal(
            HttpStatusCode.OK, await UploadAsync(host, visitor, "", "plan.pdf", "application/pdf", content));
        Assert.Equal(content, await Http.GetByteArrayAsync(Address((await visitor.PollAsync(3))[1]), Cancel));
    }

    [Theory]
    [InlineData("Files:Types:0", "svg")]
    [InlineData("Files:MaxBytes", "0")]
    [InlineData("Files:MaxPerMessage", "51")]
    public async Task A_wrong_setting_stops_the_start(string name, string value) =>
        await Assert.ThrowsAsync<OptionsValidationException>(
            async () => await ChatHost.StartAsync(_folder, null, (name, value)));

    [Fact]
    public async Task The_settings_reach_the_server_and_the_widget()
    {
        await using var host = await ChatHost.StartAsync(
            _folder, null, ("Files:Types:0", "ZIP"), ("Files:MaxBytes", "1000"), ("Files:MaxPerMessage", "2"));
        var uploads = host.Services.GetRequiredService<DirectLineOptions>().Uploads;
        Assert.Equal((1000, 2), (uploads.LargestFile, uploads.FilesPerMessage));
        Assert.Equal(["zip"], uploads.Types);
        var frame = await Http.GetStringAsync(new Uri(host.Address, "/widget/frame"), Cancel);
        Assert.Contains("\"extensions\":[\".zip\"]", frame, StringComparison.Ordinal);
        Assert.Contains("\"maxBytes\":1000", frame, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task UploadMarkerAsync(ChatHost host, Visitor visitor) =>
        Assert.Equal(
            HttpStatusCode.OK,
            await UploadAsync(
                host, visitor, "", "invoice.txt", "text/plain", System.Text.Encoding.UTF8.GetBytes(Marker)));

    private static async Task<HttpStatusCode> UploadAsync(
        ChatHost host, Visitor visitor, string text, string name, string type, byte[] content)
    {
        using var form = new MultipartFormDataContent();
        var activity = new JsonObject { ["type"] = "message", ["text"] = text };
        form.Add(
            new StringContent(activity.ToJsonString(), null, "application/vnd.microsoft.activity"), "activity", "blob");
        form.Add(
            new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue(type) } }, "file", name);
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri(host.Address, $"/v3/directline/conversations/{visitor.Conversation}/upload"))
        {
            Content = form,
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", visitor.Token);
        using var response = await Http.SendAsync(request, Cancel);
        return response.StatusCode;
    }

    private static string Address(JsonNode message) => Text(message["attachments"]![0]!["contentUrl"]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
