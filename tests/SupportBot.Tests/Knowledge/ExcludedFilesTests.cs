using SupportBot.Core.Knowledge;

namespace SupportBot.Tests.Knowledge;

public sealed class ExcludedFilesTests
{
    [Theory]
    [InlineData("SUMMARY.md", "table of contents")]
    [InlineData("nav.adoc", "table of contents")]
    [InlineData("_partial.mdx", "part of other pages")]
    [InlineData("robots.txt", "programs")]
    [InlineData("requirements.txt", "programs")]
    [InlineData("requirements-dev.txt", "programs")]
    [InlineData("docs-requirements.txt", "programs")]
    [InlineData("constraints_3.12.txt", "programs")]
    [InlineData("CMakeLists.txt", "programs")]
    [InlineData("llms-full.txt", "programs")]
    [InlineData("spelling_wordlist.txt", "programs")]
    [InlineData("LICENSE.txt", "license")]
    [InlineData("LICENSE-MIT.txt", "license")]
    [InlineData("COPYING.txt", "license")]
    [InlineData("NOTICE.txt", "license")]
    public void Files_that_are_no_documentation_are_known_by_their_names(string name, string reason) =>
        Assert.Contains(reason, ExcludedFiles.Reason(name), StringComparison.Ordinal);

    [Theory]
    [InlineData("notes.txt")]
    [InlineData("license.md")]
    [InlineData("security.md")]
    [InlineData("system-requirements-guide.md")]
    [InlineData("licensing.txt")]
    [InlineData("_index.md")]
    [InlineData("_index.de.md")]
    [InlineData("page.mdx")]
    [InlineData("passwords.txt")]
    public void Other_files_are_documents(string name) => Assert.Null(ExcludedFiles.Reason(name));

    [Fact]
    public async Task They_are_reported_with_the_reason()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        knowledge.Write("robots.txt", "User-agent: *");
        knowledge.Write("notes.txt", "Text.");
        Assert.Equal(1, (await knowledge.IngestAsync()).Added);
        var source = knowledge.Source;
        Assert.Equal("robots.txt", Assert.Single(IgnoredFiles.In(source, new HashSet<string> { ".txt" })).File);
        var alone = await knowledge.IngestAsync(source with { File = "robots.txt" });
        Assert.Contains("programs", Assert.Single(alone.Rejected).Reason, StringComparison.Ordinal);
    }
}
