using SupportBot.Conformance.Elasticsearch.Node;
using SupportBot.Core.Knowledge;
using SupportBot.Tests.Channels;

namespace SupportBot.Tests.Elasticsearch.Outages;

/// <summary>
/// Whatever befalls the cluster, a customer hears within three seconds that the search is unavailable, and of people;
/// or the leg that is left answers.
/// </summary>
public sealed class OutageTests(ClusterChat chat) : IClassFixture<ClusterChat>
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    /// <summary>By name: what is broken, and the part of the search that is missing then.</summary>
    internal static readonly Dictionary<string, (Action<ClusterChat> Break, Leg Missing)> Faults = new(
        StringComparer.Ordinal)
    {
        ["the line refuses"] = (chat => chat.Line.Set(LineFault.Refuses), Leg.Both),
        ["the line delays by five seconds"] = (chat => chat.Line.Set(LineFault.Delays), Leg.Both),
        ["the line resets"] = (chat => chat.Line.Set(LineFault.Resets), Leg.Both),
        ["the line is half open"] = (chat => chat.Line.Set(LineFault.HalfOpen), Leg.Both),
        ["the node is unavailable"] = (
            chat => chat.Node.AnswersAlways(503, "master_not_discovered_exception"), Leg.Both),
        ["the node has too much to do"] = (
            chat => chat.Node.AnswersAlways(429, "es_rejected_execution_exception"), Leg.Both),
        ["the node has a fault of its own"] = (
            chat => chat.Node.AnswersAlways(500, "null_pointer_exception"), Leg.Both),
        ["the node refuses the key"] = (chat => chat.Node.AnswersAlways(401, "security_exception"), Leg.Both),
        ["a proxy answers with a page"] = (chat => chat.Node.AnswersHtml(), Leg.Both),
        ["answers break off"] = (chat => chat.Node.BreaksOff(), Leg.Both),
        ["searches time out"] = (chat => chat.Node.TimesOut(), Leg.Both),
        ["a shard fails"] = (chat => chat.Node.LosesAShard(), Leg.Both),
        ["searches fail for themselves"] = (chat => chat.Node.FailsSearches(), Leg.Both),
        ["the vectors time out"] = (chat => chat.Node.TimesOut(1), Leg.Vector),
        ["the vectors lose a shard"] = (chat => chat.Node.LosesAShard(1), Leg.Vector),
        ["the search by vectors fails"] = (chat => chat.Node.FailsSearches(1), Leg.Vector),
        ["the words time out"] = (chat => chat.Node.TimesOut(0), Leg.Bm25),
        ["the search by words fails"] = (chat => chat.Node.FailsSearches(0), Leg.Bm25),
    };

    public static TheoryData<string> Names => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_customer_hears_soon_what_can_be_said_and_the_audit_what_was_missing(string fault)
    {
        var (breakIt, missing) = Faults[fault];
        breakIt(chat);
        var heard = await chat.AskAsync(isHeld: fault is "the line delays by five seconds" or "the line is half open");
        Assert.True(heard.After <= Longest, $"It took {heard.After.TotalSeconds} s.");
        Assert.Equal(missing, heard.Audited.Content!.MissingLeg?.Leg);
        Assert.NotEmpty(heard.Audited.Content.MissingLeg!.Reason);
        Assert.Contains(
            chat.Host.Log.Lines,
            line => line.Contains(heard.Audited.Content.MissingLeg.Reason, StringComparison.Ordinal));
        Assert.DoesNotContain(chat.Host.Log.Lines, line => line.Contains("descale", StringComparison.Ordinal));
        if (missing == Leg.Both) OffersPeople(heard);
        else IsAnswered(heard);

        chat.Mend();
        var after = await chat.AskAsync();
        IsAnswered(after);
        Assert.Null(after.Audited.Content!.MissingLeg);
    }

    [Fact]
    public async Task In_German_too()
    {
        chat.Line.Set(LineFault.Refuses);
        var heard = await chat.AskAsync(locale: "de-DE");
        chat.Mend();
        Assert.Contains("gerade nicht verfügbar", heard.Text, StringComparison.Ordinal);
        Assert.Contains("wenden Sie sich an einen Menschen. Unser Support-Team", heard.Text, StringComparison.Ordinal);
    }

    private static void OffersPeople(Heard heard)
    {
        Assert.Equal("unavailable", heard.Audited.Record.Kind);
        Assert.Contains("unavailable right now", heard.Text, StringComparison.Ordinal);
        Assert.Contains("talk to a person. You can reach our support team", heard.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("vinegar", heard.Text, StringComparison.Ordinal);
        Assert.Null(
            heard
                .Reply["entities"]
                ?.AsArray()
                .FirstOrDefault(entity => Visitor.Text(entity!["type"]) == "https://schema.org/Message"));
    }

    private static void IsAnswered(Heard heard)
    {
        Assert.Equal("answered", heard.Audited.Record.Kind);
        Assert.Contains("pour in vinegar", heard.Text, StringComparison.Ordinal);
        Assert.Contains("[1]", heard.Text, StringComparison.Ordinal);
    }
}
