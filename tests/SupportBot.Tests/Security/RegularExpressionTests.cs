using System.Reflection;
using System.Text.RegularExpressions;
using SupportBot.BotFramework;
using SupportBot.Core.Knowledge;
using SupportBot.Documents;
using SupportBot.Elasticsearch;
using SupportBot.Embedded;
using SupportBot.Models;

namespace SupportBot.Tests.Security;

/// <summary>No text makes a regular expression of the product run for long.</summary>
public sealed partial class RegularExpressionTests
{
    private static readonly Assembly[] Product =
    [
        typeof(Server).Assembly, typeof(Chunk).Assembly, typeof(DocumentReaders).Assembly,
        typeof(EmbeddedSearchEngine).Assembly,
        typeof(ElasticsearchOptions).Assembly, typeof(DurableAdapter).Assembly, typeof(ModelsOptions).Assembly,
    ];

    [Fact]
    public void Every_generated_expression_cannot_backtrack_or_has_a_time_limit()
    {
        const BindingFlags All =
            BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly;
        var expressions = Product.SelectMany(assembly => assembly.GetTypes()).SelectMany(type => type.GetMethods(All))
            .Where(method => method.GetCustomAttribute<GeneratedRegexAttribute>() is not null).ToList();
        Assert.True(expressions.Count > 50, $"Only {expressions.Count} expressions were found.");
        Assert.DoesNotContain(expressions, method => !IsLimited((Regex)method.Invoke(null, [])!));
    }

    /// <summary>
    /// Others take the default limit of the process, which the program sets at its start, or name their own.
    /// </summary>
    [Fact]
    public void Other_expressions_of_the_bot_library_name_their_limit()
    {
        var library = Path.Combine(SharedData.RepositoryRoot, "src", "SupportBot.BotFramework");
        var calls = Directory.EnumerateFiles(library, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}",
                StringComparison.Ordinal))
            .SelectMany(file => Call().Matches(System.IO.File.ReadAllText(file)).Select(match =>
                $"{Path.GetFileName(file)}: {match.Value}"));
        Assert.Empty(calls);
    }

    private static bool IsLimited(Regex expression) =>
        expression.Options.HasFlag(RegexOptions.NonBacktracking)
            || expression.MatchTimeout != Regex.InfiniteMatchTimeout;

    [GeneratedRegex(@"new Regex\(|\bRegex\.(?:IsMatch|Match|Matches|Replace|Split|Count)\(")]
    private static partial Regex Call();
}
