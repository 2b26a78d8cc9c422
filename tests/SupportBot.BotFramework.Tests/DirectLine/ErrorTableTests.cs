using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using SupportBot.BotFramework.DirectLine;

namespace SupportBot.BotFramework.Tests.DirectLine;

/// <summary>The error table of docs/direct-line-api.md, against what the server says.</summary>
public sealed partial class ErrorTableTests
{
    private static readonly Dictionary<(int, string), string> Documented =
        Row().Matches(File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "docs", "direct-line-api.md")))
        .ToDictionary(
            row => (int.Parse(row.Groups[1].Value, provider: null), row.Groups[2].Value), row => row.Groups[3].Value);

    [Fact]
    public void The_table_lists_every_error_and_no_others()
    {
        var told = typeof(DirectLineError).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Select(method => method.Invoke(null, [.. method.GetParameters().Select(p => Sample(p.ParameterType))]))
            .Select(error =>
                (
                    ((IStatusCodeHttpResult)error!).StatusCode!.Value,
                    ((ErrorResponse)((IValueHttpResult)error).Value!).Error.Code));
        Assert.Equal(told.Distinct().Order(), Documented.Keys.Order());
    }

    private static object Sample(Type type) => type switch
    {
        _ when type == typeof(int) => 1,
        _ when type == typeof(Shortage) => new Shortage(new Allowance("visitor", "", 1), TimeSpan.FromMinutes(1)),
        _ => "",
    };

    [Fact]
    public async Task Each_error_that_a_client_brings_about_is_in_the_table()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var started = await caller.StartAsync();
        var (token, own) = (caller.Token, $"conversations/{started.Id}");
        (string? Bearer, HttpMethod Method, string Path, object? Body, string Code)[] calls =
        [
            (token, HttpMethod.Get, $"{own}/activities?watermark=x", null, "BadArgument"),
            (token, HttpMethod.Post, $"{own}/activities", new { type = "unheardOf" }, "BadArgument"),
            (EchoServer.Secret, HttpMethod.Post, "conversations", new { user = new { id = "dl_ben" } }, "BadArgument"),
            (
                EchoServer.Secret, HttpMethod.Post, $"{own}/activities",
                new { type = "message", from = new { id = "dl_ben" } }, "BadArgument"),
            (token, HttpMethod.Post, $"{own}/upload", null, "BadArgument"),
            (null, HttpMethod.Get, $"{own}/attachments/x?t=1", null, "BadToken"),
            (null, HttpMethod.Get, own, null, "MissingCredentials"),
            ("nonsense", HttpMethod.Get, own, null, "BadToken"),
            (token, HttpMethod.Get, "conversations/another", null, "WrongConversation"),
            (token, HttpMethod.Post, "tokens/generate", null, "SecretNeeded"),
            (EchoServer.Secret, HttpMethod.Post, "tokens/refresh", null, "TokenNeeded"),
            (EchoServer.Secret, HttpMethod.Get, "conversations/another", null, "ConversationNotFound"),
            (token, HttpMethod.Post, $"{own}/activities", new string(' ', 262_145), "MessageSizeTooBig"),
        ];
        foreach (var call in calls)
        {
            caller.Token = call.Bearer;
            var reply = await caller.SendAsync(call.Method, call.Path, call.Body);
            Assert.Equal(call.Code, reply.Code);
            Assert.Contains(((int)reply.Status, call.Code), Documented.Keys);
        }
        Assert.Contains("`dl_`", Documented[(400, "BadArgument")], StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^\| (\d{3}) \| `(\w+)` \| (.+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
