using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using static SupportBot.BotFramework.Tests.DirectLine.Files.Uploads;

namespace SupportBot.BotFramework.Tests.DirectLine.Files;

/// <summary>Uploads and the addresses of files, over HTTP.</summary>
public sealed class UploadTests
{
    [Fact]
    public async Task Files_come_back_as_attachments_of_the_message_by_poll_and_by_stream()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        using var socket = await Caller.OpenAsync(conversation.StreamUrl);
        var reply = await UploadAsync(
            caller, conversation.Id,
            """
            {"type":"message","text":"See these","channelData":{"clientActivityID":"c1"},"attachments":[
              {"contentType":"image/png","name":"a.png","thumbnailUrl":"data:image/png;base64,AAAA"},
              {"contentType":"text/plain","name":"b.txt","thumbnailUrl":"https://evil.example/x.png"}]}
            """,
            ("b.txt", "text/plain", "hello"u8.ToArray()), ("a.png", "image/png", Sample.Png));
        Assert.Equal(HttpStatusCode.OK, reply.Status);

        var polled = (await caller.PollAsync(conversation.Id, 3)).Activities[1];
        var streamed = (await socket.ActivitiesAsync(2))[1];
        Assert.Equal(reply.Json["id"]!.GetValue<string>(), polled["id"]!.GetValue<string>());
        Assert.Equal("c1", polled["channelData"]!["clientActivityID"]!.GetValue<string>());
        Assert.True(JsonNode.DeepEquals(polled, streamed));
        var attachments = polled["attachments"]!.AsArray();
        Assert.Equal(["a.png", "b.txt"], attachments.Select(a => a!["name"]!.GetValue<string>()));
        Assert.Equal(["image/png", "text/plain"], attachments.Select(a => a!["contentType"]!.GetValue<string>()));
        Assert.Equal("data:image/png;base64,AAAA", attachments[0]!["thumbnailUrl"]!.GetValue<string>());
        Assert.Null(attachments[1]!["thumbnailUrl"]);
        Assert.Equal(Sample.Png, (await GetAsync(attachments[0]!)).Content);
        Assert.Equal("hello"u8.ToArray(), (await GetAsync(attachments[1]!)).Content);
    }

    [Fact]
    public async Task A_file_is_served_so_that_it_can_run_nothing()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        await UploadAsync(
            caller, conversation.Id, null, ("a.png", "image/png", Sample.Png),
            ("grüße.txt", "text/plain", Sample.Of("html")));
        var attachments = (await caller.PollAsync(conversation.Id, 3)).Activities[1]["attachments"]!;

        var picture = (await GetAsync(attachments[0]!)).Response;
        Assert.Equal("image/png", picture.Content.Headers.ContentType!.ToString());
        Assert.Equal("inline", picture.Content.Headers.ContentDisposition!.DispositionType);
        var text = (await GetAsync(attachments[1]!)).Response;
        Assert.Equal("text/plain; charset=utf-8", text.Content.Headers.ContentType!.ToString());
        Assert.Equal(
            ("attachment", "grüße.txt"),
            (text.Content.Headers.ContentDisposition!.DispositionType,
                text.Content.Headers.ContentDisposition.FileNameStar));
        foreach (var response in new[] { picture, text })
        {
            Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
            Assert.Equal("sandbox; default-src 'none'", Header(response, "Content-Security-Policy"));
            Assert.Equal("no-referrer", Header(response, "Referrer-Policy"));
            Assert.Equal("max-age=3600, private", response.Headers.CacheControl!.ToString());
        }
    }

    [Theory]
    [InlineData("attachment; filename=\"badge.jpg\"")]
    [InlineData("name=\"file\"; filename=\"badge.jpg\"")] // As Microsoft documents it.
    public async Task One_file_as_the_body_is_a_message_too(string disposition)
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        using var content = new ByteArrayContent(Sample.Jpeg);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        content.Headers.TryAddWithoutValidation("Content-Disposition", disposition);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(caller, conversation.Id, content)).Status);
        var message = (await caller.PollAsync(conversation.Id, 3)).Activities[1];
        Assert.Equal("badge.jpg", message["attachments"]![0]!["name"]!.GetValue<string>());
        Assert.Equal("dl_ann", message["from"]!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_copy_of_an_upload_is_answered_with_the_first_ones_id_and_dropped()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        const string Activity = """{"type":"message","text":"once","channelData":{"clientActivityID":"c1"}}""";
        var first = await UploadAsync(caller, conversation.Id, Activity, ("a.png", "image/png", Sample.Png));
        var copy = await UploadAsync(caller, conversation.Id, Activity, ("a.png", "image/png", Sample.Png));
        Assert.Equal(first.Text, copy.Text);
        await caller.SayAsync(conversation.Id, "next");
        var texts = (await caller.PollAsync(conversation.Id, 5)).Activities.Select(a => a["text"]!.GetValue<string>());
        Assert.Equal(
            ["Echo: next", "Echo: once", "Welcome dl_ann", "next", "once"], texts.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_token_uploads_only_into_its_own_conversation_and_under_its_own_user()
    {
        await using var server = await EchoServer.StartAsync();
        using var ann = new Caller(server.Address);
        using var ben = new Caller(server.Address);
        var (own, other) = (await ann.StartAsync(), await ben.StartAsync("dl_ben"));
        var refused = await UploadAsync(ben, own.Id, null, ("a.png", "image/png", Sample.Png));
        Assert.Equal((HttpStatusCode.Forbidden, "WrongConversation"), (refused.Status, refused.Code));
        await UploadAsync(
            ben, other.Id, """{"type":"message","from":{"id":"dl_ann","role":"bot"}}""",
            ("a.png", "image/png", Sample.Png));
        var message = (await ben.PollAsync(other.Id, 3)).Activities[1];
        Assert.Equal(("dl_ben", "user"), (message["from"]!["id"]!.GetValue<string>(),
            message["from"]!["role"]!.GetValue<string>()));
    }

    [Fact]
    public async Task The_address_of_a_file_opens_this_file_in_this_conversation_alone()
    {
        await using var server = await EchoServer.StartAsync();
        using var ann = new Caller(server.Address);
        using var ben = new Caller(server.Address);
        var (first, second) = (await ann.StartAsync(), await ben.StartAsync("dl_ben"));
        var (own, stolen) = (await AddressAsync(ann, first.Id), await AddressAsync(ben, second.Id));
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(own)).Response.StatusCode);

        var ticket = own.Query;
        foreach (var address in new[]
        {
            own.GetLeftPart(UriPartial.Path),
            $"{own.GetLeftPart(UriPartial.Path)}?t={new string('0', 40)}",
            $"{own.GetLeftPart(UriPartial.Path)}{stolen.Query}",
            $"{stolen.GetLeftPart(UriPartial.Path)}{ticket}",
            own.AbsoluteUri[..^1] + (own.AbsoluteUri[^1] == '0' ? '1' : '0'),
            own.AbsoluteUri.Replace("?t=", "?t=f", StringComparison.Ordinal)[..^1],
            // A file of the other conversation, by a path that names the own one.
            own.AbsoluteUri.Replace(own.Segments[^1], stolen.Segments[^1], StringComparison.Ordinal),
            own.AbsoluteUri.Replace(own.Segments[^1], "unheard-of", StringComparison.Ordinal),
        })
            Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync(new Uri(address))).Response.StatusCode);
    }

    [Fact]
    public async Task A_message_that_names_a_file_of_another_conversation_opens_nothing()
    {
        await using var server = await EchoServer.StartAsync();
        using var ann = new Caller(server.Address);
        using var ben = new Caller(server.Address);
        var (first, second) = (await ann.StartAsync(), await ben.StartAsync("dl_ben"));
        var own = await AddressAsync(ann, first.Id);
        var blank = $"{own.GetLeftPart(UriPartial.Path)}?t={new string('0', 40)}";
        await ben.SayAsync(second.Id, blank);
        var filled = (await ben.PollAsync(second.Id, 3)).Activities[1]["text"]!.GetValue<string>();
        Assert.NotEqual(blank, filled);
        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync(new Uri(filled))).Response.StatusCode);
    }

    [Fact]
    public async Task An_address_expires_after_a_day_and_who_reads_again_gets_a_new_one()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        var before = await AddressAsync(caller, conversation.Id);
        server.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(before)).Response.StatusCode);
        server.Clock.Advance(TimeSpan.FromHours(1));
        var (response, body) = await GetAsync(before);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("TokenExpired", Encoding.UTF8.GetString(body), StringComparison.Ordinal);

        caller.Token = EchoServer.Secret;
        var message = (await caller.PollAsync(conversation.Id, 3)).Activities[1];
        Assert.Equal(Sample.Png, (await GetAsync(message["attachments"]![0]!)).Content);
    }

    [Theory]
    [InlineData("page.html", "text/html", "html", 415, "UnsupportedFileType")]
    [InlineData("a.png", "image/png", "exe", 415, "UnsupportedFileType")]
    [InlineData("a.txt", "text/plain", "more than ten bytes", 413, "FileTooLarge")]
    public async Task A_refused_file_stores_nothing(
        string name, string type, string content, int status, string code)
    {
        await using var server = await EchoServer.StartAsync(options => options.Uploads.LargestFile = 50);
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        var bytes = Sample.Of(content);
        if (code == "FileTooLarge") bytes = [.. Enumerable.Repeat(bytes, 3).SelectMany(part => part)];
        var reply = await UploadAsync(
            caller, conversation.Id, null, ("ok.txt", "text/plain", "ok"u8.ToArray()), (name, type, bytes));
        Assert.Equal((status, code), ((int)reply.Status, reply.Code));
        await caller.SayAsync(conversation.Id, "next");
        Assert.Equal(3, (await caller.PollAsync(conversation.Id, 3)).Activities.Count);
    }

    [Fact]
    public async Task Too_many_files_and_too_large_a_message_are_refused()
    {
        await using var server = await EchoServer.StartAsync(options => options.Uploads.LargestMessage = 100);
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        (string, string, byte[]) File(int size) =>
            ("a.txt", "text/plain", Encoding.UTF8.GetBytes(new string('a', size)));
        var many = await UploadAsync(caller, conversation.Id, null, [.. Enumerable.Repeat(File(1), 6)]);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "TooManyFiles"), (many.Status, many.Code));
        var large = await UploadAsync(caller, conversation.Id, null, File(60), File(60));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "FileTooLarge"), (large.Status, large.Code));
        Assert.Equal(
            HttpStatusCode.OK, (await UploadAsync(caller, conversation.Id, null, File(50), File(50))).Status);
    }

    [Fact]
    public async Task What_was_stored_counts_and_what_was_refused_does_not()
    {
        await using var server = await EchoServer.StartAsync(options => options.Uploads.BytesPerVisitor = 3000);
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        (string, string, byte[]) File(string name) => (name, "", Encoding.UTF8.GetBytes(new string('a', 1000)));
        for (var i = 0; i < 9; i++)
            Assert.Equal("UnsupportedFileType", (await UploadAsync(caller, conversation.Id, null, File("a.exe"))).Code);
        Assert.Null((await UploadAsync(caller, conversation.Id, null, File("a.txt"))).Error());
        Assert.Null((await UploadAsync(caller, conversation.Id, null, File("b.txt"))).Error());
        Assert.Equal("QuotaExceeded", (await UploadAsync(caller, conversation.Id, null, File("c.txt"))).Code);
        server.Clock.Advance(TimeSpan.FromHours(2));
        caller.Token = EchoServer.Secret;
        Assert.Null((await UploadAsync(caller, conversation.Id, null, File("c.txt"))).Error());
    }

    [Fact]
    public async Task Unfinished_uploads_share_a_bounded_memory()
    {
        await using var server = await EchoServer.StartAsync(options => options.Uploads.BufferedBytes = 100);
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        var file = ("a.txt", "text/plain", Encoding.UTF8.GetBytes(new string('a', 101)));
        var reply = await UploadAsync(caller, conversation.Id, null, file);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "ServiceUnavailable"), (reply.Status, reply.Code));
        for (var i = 0; i < 3; i++)
            Assert.Null((await UploadAsync(
                caller, conversation.Id, null, ("b.txt", "text/plain", "short"u8.ToArray()))).Error());
    }

    [Theory]
    [InlineData("multipart/form-data", "")]
    [InlineData("multipart/form-data; boundary=x", "")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\n")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=file\r\n\r\nhalf")]
    [InlineData("multipart/form-data; boundary=x", "--x--\r\n")]
    [InlineData("multipart/form-data; boundary=x",
        "--x\r\nContent-Disposition: form-data; name=activity\r\n\r\n{}\r\n--x--\r\n")]
    [InlineData("multipart/form-data; boundary=x",
        "--x\r\nContent-Disposition: form-data; name=activity\r\n\r\n{\"type\":\"event\"}\r\n"
            + "--x\r\nContent-Disposition: form-data; name=file; filename=a.txt\r\n\r\na\r\n--x--\r\n")]
    [InlineData("nonsense", "")]
    public async Task A_body_that_cannot_be_read_is_a_bad_argument(string type, string body)
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        var reply = await PostAsync(caller, conversation.Id, content);
        Assert.Equal((HttpStatusCode.BadRequest, "BadArgument"), (reply.Status, reply.Code));
        Assert.Empty(server.Errors);
    }

    private static async Task<Uri> AddressAsync(Caller caller, string conversation)
    {
        await UploadAsync(caller, conversation, null, ("a.png", "image/png", Sample.Png));
        var message = (await caller.PollAsync(conversation, 3)).Activities[1];
        return new Uri(message["attachments"]![0]!["contentUrl"]!.GetValue<string>());
    }

    private static string Header(HttpResponseMessage response, string name) =>
        response.Headers.GetValues(name).Single();
}
