using SupportBot.Core.Knowledge;

namespace SupportBot.Tests.Knowledge;

public sealed class CanonicalUrlTests
{
    [Theory]
    [InlineData("guides/a b.md", "", "/docs/guides/a%20b.md")]
    [InlineData("guides/start.md", "https://help.test", "https://help.test/guides/start.md")]
    [InlineData("guides/start.md", "https://help.test/v2/", "https://help.test/v2/guides/start.md")]
    [InlineData("guides/start.md", "https://help.test/{path}", "https://help.test/guides/start")]
    [InlineData("guides/start.html", "https://help.test/{path}/", "https://help.test/guides/start/")]
    [InlineData("guides/README.md", "https://help.test/{path}", "https://help.test/guides")]
    [InlineData("index.html", "https://help.test/{path}", "https://help.test/")]
    public void A_document_lives_where_its_site_publishes_it(string id, string baseUrl, string url) =>
        Assert.Equal(url, CanonicalUrl.Of(id, baseUrl));
}
