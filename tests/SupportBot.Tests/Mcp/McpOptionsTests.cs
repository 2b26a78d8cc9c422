using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using SupportBot.Diagnosis;
using SupportBot.Mcp;
using SupportBot.Settings;

namespace SupportBot.Tests.Mcp;

public sealed class McpOptionsTests
{
    [Theory]
    [InlineData("", "", null)]
    [InlineData(McpConnection.Key, "", null)]
    [InlineData("", McpConnection.AgentKey, null)]
    [InlineData("short", "", "Key: needs at least 32 characters, such as `openssl rand -hex 32` prints.")]
    [InlineData("", "short", "AgentKey: needs at least 32 characters, such as `openssl rand -hex 32` prints.")]
    [InlineData(
        McpConnection.Key, McpConnection.Key,
        "AgentKey: must be another key than Mcp:Key, which opens public documents only.")]
    public void Keys_are_long_and_differ(string key, string agentKey, string? problem)
    {
        var options = new McpOptions { Key = key, AgentKey = agentKey };
        var wrong = options.Validate(new ValidationContext(options))
            .Select(result => $"{result.MemberNames.Single()}: {result.ErrorMessage}");
        Assert.Equal(problem, wrong.SingleOrDefault());
    }

    [Theory]
    [InlineData("", "", "https://bot.example.com", nameof(Outcome.Skipped))]
    [InlineData(McpConnection.Key, "", "https://bot.example.com", nameof(Outcome.Good))]
    [InlineData(McpConnection.Key, "", "http://localhost:5080", nameof(Outcome.Good))]
    [InlineData("", McpConnection.AgentKey, "http://bot.example.com", nameof(Outcome.Doubtful))]
    public async Task The_doctor_warns_of_keys_that_are_sent_unencrypted(
        string key, string agentKey, string url, string outcome)
    {
        var check = new McpCheck(
            Options.Create(new McpOptions { Key = key, AgentKey = agentKey }),
            Options.Create(new ServerOptions { PublicUrl = url }));
        var findings = new List<DoctorFinding>();
        await foreach (var finding in check.ExamineAsync(TestContext.Current.CancellationToken)) findings.Add(finding);
        Assert.Equal(outcome, Assert.Single(findings).Outcome.ToString());
    }
}
