namespace SupportBot.Tests.Cli;

public sealed class UnreachableClusterTests
{
    [Fact, Trait("Category", "Full")]
    public async Task Commands_say_that_the_cluster_is_down_and_documents_are_read_all_the_same()
    {
        using var program = new Program();
        program.Write(
            "supportbot.json",
            """{"Search":{"Engine":"elasticsearch","Elasticsearch":{"Urls":["http://127.0.0.1:9"]}}}"""
        );
        program.Write("docs/kettle.md", "# Kettle\n\nPour in vinegar.");

        var ingested = await program.RunAsync("ingest", "docs");
        Assert.Equal((0, true), (ingested.ExitCode, ingested.Output.Contains("1 added", StringComparison.Ordinal)));
        Assert.Contains("can be searched once the index has followed", ingested.Errors, StringComparison.Ordinal);

        foreach (
            var arguments in (string[][])
                [
                    ["search", "vinegar"],
                    ["ask", "How do I descale the kettle?"],
                    ["ask", "How do I descale the kettle?", "--docs", "docs", "--json"],
                ])
        {
            var outcome = await program.RunAsync(arguments);
            Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
            Assert.Contains("Elasticsearch cannot be reached", outcome.Errors, StringComparison.Ordinal);
            Assert.Contains("See what is wrong: supportbot doctor", outcome.Errors, StringComparison.Ordinal);
        }
    }
}
