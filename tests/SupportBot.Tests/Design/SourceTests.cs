using System.Text.RegularExpressions;

namespace SupportBot.Tests.Design;

/// <summary>What the source code looks like, where a rule can be counted.</summary>
public sealed partial class SourceTests
{
    private const int MaxColumns = 120;
    private const double MaxCommentShare = 0.04;

    [Fact]
    public void No_line_is_longer_than_120_columns()
    {
        var long_ =
            from file in Files("src").Concat(Files("tests")).Concat(Files("src", "*.razor"))
            from line in File.ReadLines(file).Index()
            where line.Item.EnumerateRunes().Count() > MaxColumns
            select $"{Path.GetRelativePath(SharedData.RepositoryRoot, file)}:{line.Index + 1}";
        Assert.Empty(long_);
    }

    [Fact]
    public void A_type_name_has_one_meaning_in_the_product()
    {
        var twice = Files("src")
            .SelectMany(file => Declaration().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .GroupBy(name => name, StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key);
        Assert.Empty(twice);
    }

    [Fact]
    public void Comments_are_few()
    {
        foreach (var project in Directory.EnumerateDirectories(Path.Combine(SharedData.RepositoryRoot, "src")))
        {
            var lines = Files(project).SelectMany(File.ReadLines).ToList();
            var share = lines.Count(line => Comment().IsMatch(line)) / (double)lines.Count;
            TestContext.Current.SendDiagnosticMessage($"{Path.GetFileName(project)}: {share:P1} comment lines");
            Assert.InRange(share, 0, MaxCommentShare);
        }
    }

    [Fact]
    public void No_expression_of_a_page_looks_like_an_e_mail_address()
    {
        var shown =
            from file in Files("src", "*.razor")
            from line in File.ReadLines(file).Index()
            where TextBeforeExpression().IsMatch(line.Item)
            select $"{Path.GetRelativePath(SharedData.RepositoryRoot, file)}:{line.Index + 1}";
        Assert.Empty(shown);
    }

    private static IEnumerable<string> Files(string folder, string pattern = "*.cs") =>
        Directory.EnumerateFiles(Path.Combine(SharedData.RepositoryRoot, folder), pattern, SearchOption.AllDirectories)
            .Where(file => !Built().IsMatch(file));

    /// <summary>Razor shows such an expression as it is written.</summary>
    [GeneratedRegex(@"\w@\w")]
    private static partial Regex TextBeforeExpression();

    [GeneratedRegex(@"[/\\](obj|bin)[/\\]")]
    private static partial Regex Built();

    [GeneratedRegex(@"^\s*//(?!/)")]
    private static partial Regex Comment();

    /// <summary>A type that is not nested in another.</summary>
    [GeneratedRegex(
        @"^(?:(?:public|internal|file|sealed|static|abstract|partial|readonly|ref) )*"
            + @"(?:class|record struct|record|struct|enum|interface) (\w+)",
        RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
