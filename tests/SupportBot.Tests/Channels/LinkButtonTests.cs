using SupportBot.Channels;
using SupportBot.Core.Answers;
using SupportBot.Core.Knowledge;

namespace SupportBot.Tests.Channels;

public sealed class LinkButtonTests
{
    [Theory]
    [InlineData("/docs/backup.md#restore", Audience.Public, true)]
    [InlineData("/docs/backup.md#restore", Audience.Internal, false)]
    [InlineData("https://wiki.example.com/backup", Audience.Internal, true)]
    public void An_internal_page_is_linked_only_where_it_has_an_address_of_its_own(
        string url, Audience audience, bool isLinked)
    {
        var section = new SuggestedSection("Backup", "Backup › Restore", "backup.md", url, audience);
        Assert.Equal(new LinkButton("Backup › Restore", isLinked ? url : null), LinkButton.Of(section));
    }
}
