using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Storage;
using SupportBot.Tests.Channels;
using SupportBot.Tests.Channels.Teams;
using SupportBot.Tests.Models;

namespace SupportBot.Tests.Logging;

/// <summary>
/// Personal data and secrets on every way into the whole host: what of them comes out in the log, in telemetry, and in
/// the
/// audit beside its content. Nothing may.
/// </summary>
public sealed class CanaryTests
{
    /// <summary>What the redactor knows by its form, or by its value.</summary>
    private static readonly string[] Formed =
    [
        "anna@canary.example",
        "+49 151 47110815",
        "DE89370400440532013000",
        "4111111111111111",
        "203.0.113.77",
        "sk-canary0815canary4711",
        "hunter2canary",
        "29:1canaryCanaryCanaryCanary0815", ModelChat.Canary,
    ];

    /// <summary>What has no form: words and names.</summary>
    private static readonly string[] Free = ["zylophantic", "Quokkamann"];

    private static readonly string Said =
        $"How do I descale the zylophantic kettle? I am {string.Join(", ", Formed[..7])}, password: hunter2canary";

    [Theory]
    [InlineData("Trace")]
    [InlineData("Debug")]
    [InlineData("Information")]
    public async Task Nothing_personal_comes_out_beside_where_it_is_kept(string level)
    {
        using var telemetry = new Telemetry();
        await using var chat = await ModelChat.BeginAsync(
            Page, settings: [Person.Development, ("Logging:LogLevel:Default", level)]);
        await chat.DocumentAsync(
            $"# Quokkamann <anna@canary.example>\n\n## How do I descale the kettle?\n\n{Page}\n\nCall +49 151 "
                + "47110815.\n");
        foreach (var status in (int[])[200, 401, 429, 500]) await AskAsync(chat, status);
        await using (var teams = await ConnectorDouble.StartAsync()) await WriteInTeamsAsync(chat, teams);
        await CallBadlyAsync(chat);

        var log = string.Join('\n', chat.Host.Log.Lines);
        Assert.All(["[email]", "?[query]"], replaced => Assert.Contains(replaced, log, StringComparison.Ordinal));
        AssertClean(level == "Trace" ? Formed : [.. Formed, .. Free], log);
        var exported = telemetry.Lines.Where(line => !IsOwnCall(line, chat.Host)).ToList();
        Assert.Contains(exported, line => line.StartsWith("Microsoft.AspNetCore Server", StringComparison.Ordinal));
        AssertClean([.. Formed, .. Free], string.Join('\n', exported));
        AssertClean([.. Formed[..8], .. Free], await RecordsAsync(chat));
        Assert.Contains("zylophantic", (await chat.AuditAsync())[^1].Question, StringComparison.Ordinal);
    }

    private const string Page = "Descale the kettle with white vinegar.";

    /// <summary>The model answers, or fails and repeats all that it got.</summary>
    private static async Task AskAsync(ModelChat chat, int status)
    {
        chat.Double.Otherwise = status == 200
            ? Replies.Says($"Anna Quokkamann said: {Said}. Descale the kettle with white vinegar. [1]")
                : (http, request) =>
                    Replies.Status(status, message: $"{request.Authorization} {Said}", retryAfter: "100")(
                        http, request);
        Assert.NotEmpty(await chat.AskAsync(Said));
    }

    private static async Task WriteInTeamsAsync(ModelChat chat, ConnectorDouble teams)
    {
        using var person = new Person(chat.Host, teams.ServiceUrl);
        using var response = await person.SayAsync(Said, "anna@canary.example", activity =>
                activity["from"] = new JsonObject
                {
                    ["id"] = "29:1canaryCanaryCanaryCanary0815",
                    ["name"] = "Anna Quokkamann",
                });
        await teams.NextAsync();
    }

    /// <summary>Requests that fail, with what they bring in their addresses, headers and bodies.</summary>
    private static async Task CallBadlyAsync(ModelChat chat)
    {
        using var http = new HttpClient { BaseAddress = chat.Host.Address };
        http.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.77");
        http.DefaultRequestHeaders.Add("Authorization", "Bearer sk-canary0815canary4711");
        foreach (
            var path in (string[])
                [
                    "/nowhere?q=zylophantic&email=anna@canary.example",
                    "/v3/directline/conversations/abc/stream?t=sk-canary0815canary4711",
                    "/docs/anna@canary.example",
                ])
            using (await http.GetAsync(new Uri(path, UriKind.Relative), Cancel)) { }
        using var broken = new StringContent(
            $"{{\"type\": \"message\", \"text\": \"{Said}\"", null, "application/json");
        using var refused = await http.PostAsync(new Uri("/api/messages", UriKind.Relative), broken, Cancel);
        using var wrong = await http.PostAsJsonAsync(
            "/v3/directline/conversations/abc/activities", new { type = Said }, Cancel);
    }

    /// <summary>All of the audit but its content.</summary>
    private static async Task<string> RecordsAsync(ModelChat chat)
    {
        var rows = await chat
            .Host.Services.GetRequiredService<Database>()
            .ReadAsync(session => session.QueryAsync<dynamic>("SELECT * FROM audit_record"), Cancel);
        Assert.InRange(rows.Count, 4, 9);
        return string.Join('\n', rows.Select(row => string.Join(' ', ((IDictionary<string, object?>)row).Values)));
    }

    /// <summary>A test's own call of the host is no telemetry of the host's.</summary>
    private static bool IsOwnCall(string line, ChatHost host) =>
        line.StartsWith("System.Net.Http Client", StringComparison.Ordinal)
        && line.Contains($"[server.port, {host.Address.Port}]", StringComparison.Ordinal);

    private static void AssertClean(IEnumerable<string> canaries, string text) =>
        Assert.Empty(
            canaries.SelectMany(canary =>
                text.Split('\n')
                    .Where(line => line.Contains(canary, StringComparison.OrdinalIgnoreCase))
                    .Take(2)
                    .Select(line => $"{canary}: {line}")));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
