using SupportBot.Core.Knowledge;

namespace SupportBot.Tests.Knowledge;

public sealed class DocumentLanguagesTests
{
    private static readonly HashSet<Audience> Customers = [Audience.Public];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task They_follow_the_documents_the_most_frequent_first_and_tell_customers_nothing_of_internal_ones()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        using var index = knowledge.OpenIndex();
        using var follower = new IndexFollower(knowledge.Store, index, new CurrentEmbedding());
        var languages = new DocumentLanguages(knowledge.Store);
        Assert.Empty(await languages.OfAsync(Customers, Token));

        knowledge.Write("a.md", "# A\n\nOne.");
        knowledge.Write("b.md", "---\nlanguage: de\n---\n# B\n\nEins.\n\n## C\n\nZwei.");
        knowledge.Write("c.md", "---\nlanguage: fr\naudience: internal\n---\n# C\n\nUn.");
        await IngestAsync(knowledge, follower);
        Assert.Equal(["de", "en"], await languages.OfAsync(Customers, Token));
        Assert.Equal(
            ["de", "en", "fr"],
            await languages.OfAsync(new HashSet<Audience> { Audience.Public, Audience.Internal }, Token));

        knowledge.Delete("b.md");
        await IngestAsync(knowledge, follower);
        Assert.Equal(["en"], await languages.OfAsync(Customers, Token));
    }

    private static async Task IngestAsync(KnowledgeFixture knowledge, IndexFollower follower)
    {
        Assert.Empty((await knowledge.IngestAsync()).Rejected);
        await follower.CatchUpAsync(Token);
    }
}
