using System.Reflection;
using NetArchTest.Rules;
using SupportBot.BotFramework;
using SupportBot.Core.Knowledge;
using SupportBot.Documents;
using SupportBot.Elasticsearch;
using SupportBot.Embedded;
using SupportBot.Models;

namespace SupportBot.Tests.Design;

/// <summary>Which projects and folders may use which.</summary>
public sealed class ReferenceTests
{
    private static readonly Assembly Core = typeof(Chunk).Assembly;
    private static readonly Assembly Bot = typeof(DurableAdapter).Assembly;
    private static readonly Assembly Host = typeof(Server).Assembly;

    private static readonly Assembly[] Adapters =
    [
        typeof(DocumentReaders).Assembly, typeof(EmbeddedSearchEngine).Assembly, typeof(ElasticsearchOptions).Assembly,
        typeof(ModelsOptions).Assembly,
    ];

    public static TheoryData<string, string[]> Folders => new()
    {
        { "SupportBot.Brands", ["SupportBot.Turns", "SupportBot.Dialogs", "SupportBot.Channels"] },
        { "SupportBot.Turns", ["SupportBot.Dialogs", "SupportBot.Channels"] },
        { "SupportBot.Channels.WebChat", ["SupportBot.Dialogs", "SupportBot.Channels.Teams"] },
        { "SupportBot.Channels.Teams", ["SupportBot.Dialogs"] },
        { "SupportBot.Dialogs", ["SupportBot.Channels"] },
    };

    public static TheoryData<string, string[]> CoreFolders => new()
    {
        { "SupportBot.Core.Audit", ["SupportBot.Core.Conversations"] },
        { "SupportBot.Core.Answers", ["SupportBot.Core.Conversations", "SupportBot.Core.Audit"] },
        { "SupportBot.Core.Knowledge", ["SupportBot.Core.Conversations", "SupportBot.Core.Audit"] },
            {
                "SupportBot.Core.Storage",
                ["SupportBot.Core.Conversations", "SupportBot.Core.Answers", "SupportBot.Core.Audit"]
            },
    };

    [Theory, MemberData(nameof(Folders))]
    public void A_folder_of_the_program_uses_only_those_below_it(string folder, string[] others) =>
        AssertNone(Types.InAssembly(Host).That().ResideInNamespace(folder), others);

    [Theory, MemberData(nameof(CoreFolders))]
    public void A_folder_of_the_core_uses_only_those_below_it(string folder, string[] others) =>
        AssertNone(Types.InAssembly(Core).That().ResideInNamespace(folder), others);

    [Fact]
    public void No_type_of_a_bot_search_or_model_SDK_enters_the_core() => AssertNone(
        Types.InAssembly(Core).That().ResideInNamespace("SupportBot"),
        ["Microsoft.Bot", "Newtonsoft.Json", "Elastic", "Lucene", "Microsoft.SemanticKernel", "OpenAI", "Azure",
            "Microsoft.ML", "Microsoft.AspNetCore"]);

    [Fact]
    public void Adapters_use_the_core_and_not_each_other()
    {
        foreach (var adapter in Adapters)
            Assert.Equal([Core.GetName().Name], OwnReferences(adapter));
    }

    [Fact]
    public void The_library_for_bots_uses_nothing_of_ours() => Assert.Empty(OwnReferences(Bot));

    [Fact]
    public void Each_SDK_is_referenced_by_the_project_that_fences_it()
    {
        Assert.Equal(["SupportBot.BotFramework", "supportbot"], Referencing("Microsoft.Bot.Builder"));
        Assert.Equal(["SupportBot.Elasticsearch"], Referencing("Elastic.Clients.Elasticsearch"));
        Assert.Equal(["SupportBot.Models"], Referencing("Microsoft.SemanticKernel.Connectors.AzureOpenAI"));
        Assert.Equal(["SupportBot.Models"], Referencing("Azure.AI.OpenAI"));
        Assert.Equal(["SupportBot.Embedded"], Referencing("Lucene.Net"));
    }

    private static void AssertNone(PredicateList types, string[] others)
    {
        Assert.NotEmpty(types.GetTypes());
        var result = types.ShouldNot().HaveDependencyOnAny(others).GetResult();
        var wrong = (result.FailingTypes ?? []).Select(type => $"{type.FullName}: {type.Explanation}");
        Assert.True(result.IsSuccessful, string.Join('\n', wrong));
    }

    private static IEnumerable<string?> OwnReferences(Assembly assembly) => assembly.GetReferencedAssemblies()
        .Select(name => name.Name).Where(name => name!.StartsWith("SupportBot", StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string?> Referencing(string name) => new[] { Core, Bot, Host }.Concat(Adapters)
        .Where(assembly => assembly.GetReferencedAssemblies().Any(reference => reference.Name == name))
        .Select(assembly => assembly.GetName().Name).Order(StringComparer.Ordinal);
}
