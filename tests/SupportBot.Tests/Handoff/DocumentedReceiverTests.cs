using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using SupportBot.Core.Answers;
using SupportBot.Tests.Channels;

namespace SupportBot.Tests.Handoff;

/// <summary>The receiver of docs/webhooks.md, compiled and run, with a host that sends to it.</summary>
public sealed class DocumentedReceiverTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("receiver-");

    [Fact]
    [Trait("Category", "Full")]
    public async Task The_receiver_of_the_page_takes_events_once_and_refuses_forged_and_recorded_ones()
    {
        var code = await DocumentedProgram.CodeAsync("docs/webhooks.md");
        await using var program = await DocumentedProgram.BuildAsync(code);
        await program.RunAsync([], ("WEBHOOK_SECRET", CaseWebhookReceiver.Secret));
        var address = new Uri($"{program.Address}/hooks/cases");
        await using var recorder = await CaseWebhookReceiver.StartAsync();
        recorder.Next = address;
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var rig = new DeskRig(
            await ChatHost.StartAsync(_folder, clock, new Answerer(AskForPersonAsync), recorder.Settings));
        await rig.SignInAsync(DeskRig.Ana);
        using var visitor = await Visitor.ArriveAsync(rig.Host);
        var talk = await rig.TalkToAnaAsync(visitor);
        var sent = await recorder.WaitAsync(2);
        Assert.Equal([204, 204], sent.Select(each => each.Status));
        string[] printed = [$"Case {talk.Id}, event 1: waiting ", $"Case {talk.Id}, event 2: assigned Ana"];
        while (program.Lines.Count < 2) await Task.Delay(5, Cancel);
        Assert.Equal(printed, program.Lines);

        var (signature, body) = (sent[1].Signature, sent[1].Body);
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        Assert.Equal(HttpStatusCode.NoContent, await CaseWebhookReceiver.PostAsync(address, signature, body));
        string?[] forged =
        [
            null, "", "t=1", $"t={now},v1=", $"t={now + 1},{signature.Split(',')[1]}",
            Sign(now, body, "another secret of theirs"), Sign(now - 301, body, CaseWebhookReceiver.Secret),
            Sign(now + 400, body, CaseWebhookReceiver.Secret), Sign(long.MinValue, body, CaseWebhookReceiver.Secret),
        ];
        foreach (var wrong in forged)
            Assert.Equal(
                (wrong, HttpStatusCode.Unauthorized),
                (wrong, await CaseWebhookReceiver.PostAsync(address, wrong, body)));
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            await CaseWebhookReceiver.PostAsync(
                address, signature, body.Replace("\"Ana\"", "\"Eve\"", StringComparison.Ordinal)));
        var other = body.Replace(sent[1].Key, new string('0', 32), StringComparison.Ordinal);
        Assert.Equal(
            HttpStatusCode.NoContent,
            await CaseWebhookReceiver.PostAsync(address, Sign(now, other, CaseWebhookReceiver.Secret), other));
        while (program.Lines.Count < 3) await Task.Delay(5, Cancel);
        Assert.Equal([.. printed, printed[1]], program.Lines);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Sign(long time, string body, string secret) =>
        $"t={time},v1=" + Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}")));

    private static Task<Answer> AskForPersonAsync(Question question, CancellationToken cancellationToken)
    {
        var answer = Answerer.Of(AnswerKind.Human, "A person can help.");
        return Task.FromResult(answer with { Evidence = answer.Evidence with { Reason = "human" } });
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
