using SupportBot.AgentConsole.Pages;

namespace SupportBot.Tests.AgentConsole;

public sealed class AgentWorkTests
{
    [Fact]
    public void Lists_are_words_between_commas_or_spaces()
    {
        var work = new AgentWork { Capacity = 3, Skills = " Billing,refunds; billing ", Languages = "de EN" };
        Assert.Null(work.Problem);
        Assert.Equal(["billing", "refunds"], work.SkillList);
        Assert.Equal(["de", "en"], work.LanguageList);
    }

    [Theory]
    [InlineData(0, "", "", "1 to 100 cases")]
    [InlineData(101, "", "", "1 to 100 cases")]
    [InlineData(5, "", "german", "'german' is no language code")]
    [InlineData(5, "", "de, 1x", "'1x' is no language code")]
    public void What_is_wrong_is_named(int capacity, string skills, string languages, string problem)
    {
        var work = new AgentWork { Capacity = capacity, Skills = skills, Languages = languages };
        Assert.Contains(problem, work.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void What_somebody_edits_stays_and_the_rest_is_what_others_saved()
    {
        var read = new AgentWork { Capacity = 3, Skills = "billing", Languages = "de" };
        var shown = new AgentWork { Capacity = 3, Skills = "refunds", Languages = "de" };
        shown.Follow(read, new AgentWork { Capacity = 9, Skills = "sales", Languages = "en" });
        Assert.Equal((9, "refunds", "en"), (shown.Capacity, shown.Skills, shown.Languages));
    }

    [Fact]
    public void A_list_has_a_limit() =>
        Assert.NotNull(new AgentWork { Capacity = 5, Skills = new string('x', 201) }.Problem);
}
