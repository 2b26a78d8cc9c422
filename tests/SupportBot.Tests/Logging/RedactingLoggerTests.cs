using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SupportBot.Logging;
using SupportBot.Tests.Models;

namespace SupportBot.Tests.Logging;

/// <summary>What a provider gets, whoever logs.</summary>
public sealed partial class RedactingLoggerTests : IDisposable
{
    private const string Email = "anna@example.com";

    private readonly LogLines _lines = new();
    private readonly ServiceProvider _services;
    private readonly ILogger _log;

    public RedactingLoggerTests()
    {
        _services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(_lines).SetMinimumLevel(LogLevel.Debug))
            .AddRedaction(new ConfigurationBuilder().Build()).BuildServiceProvider();
        _log = _services.GetRequiredService<ILogger<RedactingLoggerTests>>();
    }

    [Fact]
    public void Messages_and_their_values_are_redacted_and_what_is_harmless_keeps_its_type()
    {
        Failed(_log, Email, 42, new Uri("https://example.com/x?q=secret"));
        Assert.StartsWith("[email] failed 42 times at https://example.com/x?[query] ", Line, StringComparison.Ordinal);
        foreach (var value in (string[])["Who=[email]", "Count=42", "Where=https://example.com/x?[query]"])
            Assert.Contains($" {value} ", Line, StringComparison.Ordinal);
    }

    [Fact]
    public void Exceptions_lose_what_is_personal_with_all_their_inner_ones()
    {
        _log.LogError(
            new InvalidOperationException("outer", new FormatException($"'{Email}' is no number")), "It failed");
        Assert.StartsWith("It failed System.InvalidOperationException: outer", Line, StringComparison.Ordinal);
        Assert.Contains("System.FormatException: '[email]' is no number", Line, StringComparison.Ordinal);
    }

    [Fact]
    public void Scopes_are_redacted()
    {
        using (_log.BeginScope("of {User}", Email)) _log.LogInformation("hello");
        Assert.Equal(
            ["scope of [email] User=[email] {OriginalFormat}=of {User}", "hello  {OriginalFormat}=hello"],
            _lines.Lines);
    }

    [Fact]
    public void An_exception_without_anything_personal_stays_itself()
    {
        var exception = new InvalidOperationException("nothing");
        Assert.Same(exception, RedactedException.Of(exception, new Redactor([])));
    }

    [Fact]
    public void What_nobody_wants_is_not_even_formatted()
    {
        _log.Log(LogLevel.Trace, 0, "state", null, (_, _) => throw new InvalidOperationException());
        Assert.Empty(_lines.Lines);
    }

    public void Dispose() => _services.Dispose();

    private string Line => Assert.Single(_lines.Lines);

    [LoggerMessage(LogLevel.Warning, "{Who} failed {Count} times at {Where}")]
    private static partial void Failed(ILogger log, string who, int count, Uri where);
}
