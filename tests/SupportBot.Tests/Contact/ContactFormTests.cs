using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using SmtpServer.Protocol;
using SupportBot.Contact;
using SupportBot.Core.Handoff;
using SupportBot.Tests.Handoff;
using static SupportBot.Tests.Channels.Visitor;
using static SupportBot.Tests.Handoff.DeskRig;

namespace SupportBot.Tests.Contact;

/// <summary>The customer's side over HTTP, and a real SMTP server at the other end.</summary>
public sealed class ContactFormTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("contact");

    [Fact]
    public async Task Where_nobody_is_there_a_form_follows_and_its_message_is_sent_with_a_number()
    {
        await using var server = new MailServer();
        await using var rig = await StartAsync(_folder, [], server.Settings);
        using var visitor = await ArriveAsync(rig.Host);
        await visitor.SayAsync("How do I install it?");
        await visitor.SayAsync("human");
        var form = (await visitor.PollAsync(5))[^1];
        Assert.Equal(
            "Nobody from our team is available right now, so I cannot put you through. "
                + "Leave us a message, and we will reply by e-mail.",
            Text(form["text"]));
        Assert.Equal(["", "How do I install it?"], Fields(form).Select(field => Text(field["value"])));

        await visitor.SendAsync(Submit(form, "Jo@Example.COM", "My kettle leaks."));
        var sent = Text((await visitor.PollAsync(7))[^1]["text"]);
        Assert.Matches(
            "^Thank you. Your message has the number 260301-[2-9A-Z]{6}, and our team will reply to Jo@example.com.$",
            sent);
        await SendDueAsync(rig);
        var mail = Assert.Single(await server.WaitAsync(1));
        Assert.Contains(mail.Subject!.Split(' ')[0].Trim('[', ']'), sent, StringComparison.Ordinal);
        Assert.Equal("Jo@example.com", Assert.Single(mail.ReplyTo.Mailboxes).Address);
        var transcript = Assert.IsType<TextPart>(Assert.Single(mail.Attachments)).Text;
        Assert.Contains(
            "2026-03-01 12:00 Customer:\nHow do I install it?", Lines(transcript), StringComparison.Ordinal);
        Assert.Contains(
            "[1] Install: Linux: https://docs.example.com/install#linux", transcript, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_address_is_told_and_a_form_is_sent_once_by_its_own_conversation()
    {
        await using var server = new MailServer();
        await using var rig = await StartAsync(_folder, [], server.Settings);
        using var visitor = await ArriveAsync(rig.Host);
        using var stranger = await ArriveAsync(rig.Host);
        await visitor.SayAsync("human");
        var form = (await visitor.PollAsync(3))[^1];
        await stranger.SendAsync(Submit(form, "eve@example.com", "Spam"));

        await visitor.SendAsync(Submit(form, "jo@example", "My kettle leaks."));
        var again = (await visitor.PollAsync(5))[^1];
        Assert.Equal(
            "Please enter your whole e-mail address, with an @ and what follows it.", Text(again["text"]));
        Assert.Equal(["jo@example", "My kettle leaks."], Fields(again).Select(field => Text(field["value"])));
        await visitor.SendAsync(Submit(again, "jo@example.com", ""));
        Assert.Equal(
            "Please write a message of at most 2000 characters.", Text((await visitor.PollAsync(7))[^1]["text"]));

        for (var i = 0; i < 3; i++)
            await visitor.SendAsync(Submit(i == 1 ? form : again, "jo@example.com", "It leaks."));
        await visitor.SayAsync("How do I install it?");
        Assert.Equal(13, (await visitor.PollAsync(13)).Count);
        await SendDueAsync(rig);
        Assert.Equal("jo@example.com", Assert.Single(Assert.Single(server.Received).ReplyTo.Mailboxes).Address);
    }

    [Fact]
    public async Task On_a_refusal_the_form_is_offered_once_and_may_be_declined()
    {
        await using var server = new MailServer();
        await using var rig = await StartAsync(_folder, [], server.Settings);
        using var visitor = await ArriveAsync(rig.Host);
        await visitor.SayAsync("refuse");
        var offer = (await visitor.PollAsync(4))[^1];
        Assert.Equal(["Leave a message", "No, thanks"], Buttons(offer));
        await visitor.SendAsync(Press(offer, "Leave a message"));
        var form = (await visitor.PollAsync(6))[^1];
        Assert.Equal(["", "refuse"], Fields(form).Select(field => Text(field["value"])));

        await visitor.SendAsync(Press(offer, "No, thanks"));
        Assert.StartsWith("All right.", Text((await visitor.PollAsync(8))[^1]["text"]), StringComparison.Ordinal);
        await visitor.SendAsync(Submit(form, "jo@example.com", "Too late"));
        await visitor.SayAsync("refuse");
        Assert.Equal("A text for no-evidence.", Text((await visitor.PollAsync(11))[^1]["text"]));
        await SendDueAsync(rig);
        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task After_a_wait_that_was_too_long_the_form_is_shown_and_the_mail_leads_to_the_case()
    {
        await using var server = new MailServer();
        await using var rig = await StartAsync(
            _folder, [Ana],
            [.. server.Settings, ("Server:PublicUrl", "https://bot.example.com"), ("Handoff:MaxWaitMinutes", "5")]);
        using var visitor = await ArriveAsync(rig.Host);
        await visitor.SayAsync("human");
        var waiting = await rig.CaseAsync(visitor, CaseState.Waiting);
        rig.Host.Clock.Advance(TimeSpan.FromMinutes(6));
        await rig.Timeouts.SweepAsync(Cancel);
        var form = (await visitor.PollAsync(4))[^1];
        Assert.Equal(
            "I am sorry, nobody from our team could take over in time. "
                + "Leave us a message, and we will reply by e-mail.",
            Text(form["text"]));
        await visitor.SendAsync(Submit(form, "jo@example.com", "Please call back."));
        await visitor.PollAsync(6);
        await SendDueAsync(rig);
        Assert.Contains(
            $"Case: https://bot.example.com/console/cases/{waiting.Id}", (await server.WaitAsync(1))[0].TextBody,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_outlives_the_host_and_a_busy_mail_server_and_is_sent_once()
    {
        await using var server = new MailServer();
        server.Answer(SmtpReplyCode.Aborted, "try again later");
        await using (var rig = await StartAsync(_folder, [], server.Settings))
        {
            await LeaveAsync(rig);
            rig.Host.Abandon();
        }
        await using var next = await StartAsync(_folder, [], server.Settings);
        var delivery = next.Host.Services.GetRequiredService<ContactDelivery>();
        while (delivery.Backlog is not { Late: 1 }) await Task.Delay(10, Cancel);
        Assert.Equal(("degraded", "failing"), await HealthAsync(next));

        next.Host.Clock.Advance(TimeSpan.FromSeconds(70));
        await server.WaitAsync(1);
        while (delivery.Backlog is not { IsHealthy: true }) await Task.Delay(10, Cancel);
        Assert.Equal(("ok", "ok"), await HealthAsync(next));
        next.Host.Clock.Advance(TimeSpan.FromHours(2));
        await SendDueAsync(next);
        Assert.Single(server.Received);
    }

    [Fact]
    public async Task A_mail_that_may_have_arrived_is_not_repeated_and_the_health_tells_of_it()
    {
        await using var server = new DroppingServer();
        await using var rig = await StartAsync(
            _folder, [],
            ("Contact:Smtp:Server", "127.0.0.1"), ("Contact:Smtp:Port", $"{server.Port}"),
            ("Contact:Smtp:Security", "none"), ("Contact:Smtp:From", "bot@example.com"),
            ("Contact:Smtp:To", "team@example.com"));
        await LeaveAsync(rig);
        await SendDueAsync(rig);
        var delivery = rig.Host.Services.GetRequiredService<ContactDelivery>();
        while (delivery.Backlog is not { Unconfirmed: 1 }) await SendDueAsync(rig);
        for (var hour = 0; hour < 3; hour++)
        {
            rig.Host.Clock.Advance(TimeSpan.FromHours(1));
            await SendDueAsync(rig);
        }
        Assert.Equal(1, server.Mails);
        Assert.Equal(("degraded", "failing"), await HealthAsync(rig));
    }

    [Fact]
    public async Task Messages_have_a_limit_above_which_the_usual_text_stands()
    {
        await using var server = new MailServer();
        await using var rig = await StartAsync(_folder, [], [.. server.Settings, ("Contact:MaxPerHour", "1")]);
        await LeaveAsync(rig);
        using var visitor = await ArriveAsync(rig.Host);
        await visitor.SayAsync("human");
        var said = (await visitor.PollAsync(3))[^1];
        Assert.Contains("contact details on our website", Text(said["text"]), StringComparison.Ordinal);
        Assert.Null(said["attachments"]?[0]);
    }

    [Fact]
    public async Task The_transcript_is_mailed_once_after_a_case()
    {
        await using var server = new MailServer();
        await using var rig = await StartAsync(_folder, [Ana], server.Settings);
        using var visitor = await ArriveAsync(rig.Host);
        var talk = await rig.TalkToAnaAsync(visitor);
        await rig.ReplyAsync(talk, Ana, "Hello, how can I help?");
        await rig.DoAsync(talk, new CaseCommand.Resolve(Ana));
        var ended = (await visitor.PollAsync(6))[^1];
        await visitor.SendAsync(Press(ended, "E-mail me the transcript"));
        var form = (await visitor.PollAsync(8))[^1];
        Assert.Single(Fields(form));
        await visitor.SendAsync(Submit(form, "jo@example.com"));
        Assert.Equal(
            "The transcript is on its way to jo@example.com.", Text((await visitor.PollAsync(10))[^1]["text"]));
        await visitor.SendAsync(Press(ended, "E-mail me the transcript"));
        await visitor.SayAsync("How do I install it?");
        Assert.StartsWith(
            "Run the installer.", Text((await visitor.PollAsync(13))[^1]["text"]), StringComparison.Ordinal);

        await SendDueAsync(rig);
        var mail = Assert.Single(await server.WaitAsync(1));
        Assert.Equal("jo@example.com", Assert.Single(mail.To.Mailboxes).Address);
        Assert.Contains(
            "Ana:\nHello, how can I help?", Lines(Assert.IsType<TextPart>(Assert.Single(mail.Attachments)).Text),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comment_may_follow_the_rating()
    {
        await using var rig = await StartAsync(_folder, [Ana]);
        using var visitor = await ArriveAsync(rig.Host);
        await rig.DoAsync(await rig.TalkToAnaAsync(visitor), new CaseCommand.Resolve(Ana));
        await visitor.SendAsync(Press((await visitor.PollAsync(5))[^1], "5"));
        var rated = (await visitor.PollAsync(7))[^1];
        var comment = Submit(rated, "");
        comment["value"]!["comment"] = new string('x', 2500);
        await visitor.SendAsync(comment);
        Assert.Equal(
            "Thank you, your comment is with our team.", Text((await visitor.PollAsync(9))[^1]["text"]));
        var kept = await rig.CaseAsync(visitor, CaseState.Resolved);
        Assert.Equal((5, 2000), (kept.Rating, kept.RatingComment!.Length));
    }

    [Fact]
    public async Task A_visitor_downloads_their_own_conversation_and_no_other()
    {
        await using var rig = await StartAsync(_folder, []);
        using var visitor = await ArriveAsync(rig.Host);
        await visitor.SayAsync("How do I install it?");
        await visitor.PollAsync(3);
        using var http = new HttpClient { BaseAddress = rig.Host.Address };
        using var missing = await http.GetAsync("/api/webchat/transcript", Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, missing.StatusCode);

        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", visitor.Token);
        using var response = await http.GetAsync("/api/webchat/transcript?language=de-DE", Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/plain; charset=utf-8", $"{response.Content.Headers.ContentType}");
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.StartsWith("Gespräch mit ", text, StringComparison.Ordinal);
        Assert.Contains("Sie:\nHow do I install it?", text, StringComparison.Ordinal);
        Assert.Contains("That answers How do I install it?.", text, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task LeaveAsync(DeskRig rig)
    {
        using var visitor = await ArriveAsync(rig.Host);
        await visitor.SayAsync("human");
        await visitor.SendAsync(Submit((await visitor.PollAsync(3))[^1], "jo@example.com", "It leaks."));
        await visitor.PollAsync(5);
    }

    private static Task SendDueAsync(DeskRig rig) =>
        rig.Host.Services.GetRequiredService<ContactDelivery>().SendDueAsync(Cancel);

    private static async Task<(string Status, string Contact)> HealthAsync(DeskRig rig)
    {
        using var http = new HttpClient();
        var health = JsonNode.Parse(await http.GetStringAsync(new Uri(rig.Host.Address, "/health"), Cancel))!;
        return (Text(health["status"]), Text(health["contact"]));
    }

    private static JsonNode Card(JsonNode message) => message["attachments"]![0]!["content"]!;

    private static JsonNode[] Fields(JsonNode message) => [.. Card(message)["body"]!.AsArray().Select(field => field!)];

    /// <summary>What a client posts for the first button of a form.</summary>
    private static JsonObject Submit(JsonNode message, string email, string? text = null)
    {
        var value = Card(message)["actions"]![0]!["data"]!.DeepClone();
        value["email"] = email;
        if (text is not null) value["message"] = text;
        return new JsonObject
        {
            ["type"] = "message", ["locale"] = "en-US", ["value"] = value,
            ["channelData"] = new JsonObject { ["postBack"] = true },
        };
    }

    private static string Lines(string text) => text.ReplaceLineEndings("\n");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
