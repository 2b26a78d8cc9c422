using System.Globalization;
using Microsoft.Extensions.Configuration;
using SupportBot.Logging;

namespace SupportBot.Tests.Logging;

public sealed class RedactorTests(ITestOutputHelper output)
{
    private static readonly Redactor Redactor = new([]);

    /// <summary>Sentences with personal data or secrets, and lines as logs have them, without.</summary>
    private static readonly IReadOnlyList<string[]> Labelled =
    [
        .. File.ReadLines(
                Path.Combine(SharedData.RepositoryRoot, "tests", "SupportBot.Tests", "Logging", "personal.tsv"))
            .Select(line => line.Split('\t')),
    ];

    [Fact]
    public void Of_the_labelled_sentences_it_hides_what_is_personal_and_leaves_the_rest()
    {
        var personal = Labelled
            .Where(row => row[0] != "none")
            .SelectMany(row => row.Skip(2).Select(item => (Kind: row[0], Sentence: row[1], Item: item)))
            .ToList();
        var missed = personal
            .Where(one => Redactor.Redact(one.Sentence).Contains(one.Item, StringComparison.Ordinal))
            .ToList();
        var harmless = Labelled.Where(row => row[0] == "none").Select(row => row[1]).ToList();
        var alarms = harmless
            .Where(line => Redactor.Redact(line) != line)
            .Select(line => $"{line} → {Redactor.Redact(line)}")
            .ToList();

        foreach (var kind in personal.GroupBy(one => one.Kind))
            Print($"{kind.Key}: {kind.Count() - missed.Count(one => one.Kind == kind.Key)} of {kind.Count()} hidden");
        Print($"all: {personal.Count - missed.Count} of {personal.Count} hidden");
        Print($"false alarms: {alarms.Count} of {harmless.Count} harmless lines");
        foreach (var alarm in alarms) output.WriteLine(alarm);
        Assert.Empty(missed);
        Assert.InRange(alarms.Count, 0, harmless.Count * 7 / 100);
    }

    [Theory]
    [InlineData("anna@example.com called", "[email] called")]
    [InlineData("Authorization: Bearer abc123def456", "Authorization: Bearer [secret]")]
    [InlineData("Server=db;Password=Gr4ssh0pper;x=1", "Server=db;Password=[secret];x=1")]
    [InlineData("from 203.0.113.7 on", "from [ip] on")]
    [InlineData("GET /stream?t=a&watermark=3 done", "GET /stream?[query] done")]
    [InlineData("to DE89 3704 0044 0532 0130 00 please", "to [iban] please")]
    [InlineData("card 4111 1111 1111 1111.", "card [card].")]
    public void What_stands_around_it_stays(string text, string expected) =>
        Assert.Equal(expected, Redactor.Redact(text));

    [Fact]
    public void The_installations_own_secrets_are_known_by_their_value()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Models:ApiKey"] = "wombatwombatwombat",
            ["Bot:MicrosoftAppPassword"] = "numbat numbat",
            ["WebChat:Secrets:0"] = "quokkaquokkaquokkaquokkaquokkaquokka",
            ["Data:Path"] = "/var/lib/supportbot",
        }).Build();
        Assert.Equal("[secret], [secret] and [secret] in /var/lib/supportbot",
            Redactor
                .Of(configuration)
                .Redact(
                    "wombatwombatwombat, numbat numbat and quokkaquokkaquokkaquokkaquokkaquokka in /var/lib/supportbot")
        );
    }

    [Theory]
    [InlineData("a@")]
    [InlineData("1 ")]
    [InlineData("0:")]
    [InlineData("+49 1-")]
    [InlineData("?a=")]
    [InlineData("eyJ.")]
    [InlineData("DE00 ")]
    [InlineData("password: ")]
    [InlineData("-----BEGIN PRIVATE KEY-----")]
    public void A_long_text_that_was_made_to_be_slow_is_not(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 20_000));
        var began = TimeProvider.System.GetTimestamp();
        Redactor.Redact(text);
        Assert.InRange(TimeProvider.System.GetElapsedTime(began).TotalSeconds, 0, 2);
    }

    private void Print(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
