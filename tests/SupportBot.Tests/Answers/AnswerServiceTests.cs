using SupportBot.Core.Answers;

namespace SupportBot.Tests.Answers;

public sealed class AnswerServiceTests
{
    [Fact]
    public async Task A_how_question_gets_the_whole_list_of_steps_with_its_lead_in()
    {
        using var library = await Library.OfAsync(Shop.English);

        var answer = await library.AskAsync("How do I change my password?");

        Assert.Equal(AnswerKind.Answered, answer.Kind);
        Assert.Contains("To change it [1]:\n\n1. Open **Settings**.\n2. Choose **Security**.\n3. Enter the new password twice. [1]", answer.Text, StringComparison.Ordinal);
        Assert.Equal("password.md", Assert.Single(answer.Citations).DocumentId);
    }

    [Fact]
    public async Task A_question_about_something_unknown_is_refused_without_sources()
    {
        using var library = await Library.OfAsync(Shop.English);

        var answer = await library.AskAsync("Does Harbour have an iPhone app?");

        Assert.Equal(AnswerKind.Refused, answer.Kind);
        Assert.Empty(answer.Citations);
        Assert.Equal("refused Write to help@example.com.", answer.Text);
    }

    [Fact]
    public async Task A_follow_up_borrows_from_the_turn_before()
    {
        using var library = await Library.OfAsync(Shop.English);

        await library.GoOnAsync("Can I store backups in OneDrive?");
        var answer = await library.GoOnAsync("And how do I get the id?");

        Assert.Equal("onedrive.md", answer.Citations[0].DocumentId);
    }

    [Theory]
    [InlineData("hi", AnswerKind.SmallTalk, "greeting")]
    [InlineData("Thanks a lot!", AnswerKind.SmallTalk, "thanks")]
    [InlineData("Are you a bot?", AnswerKind.SmallTalk, "bot")]
    [InlineData("I want to talk to a human now.", AnswerKind.Human, "human Write to help@example.com.")]
    [InlineData("Please cancel my enterprise subscription.", AnswerKind.Human, "staff Write to help@example.com.")]
    public async Task What_is_no_question_gets_its_own_reply(string text, AnswerKind kind, string reply)
    {
        using var library = await Library.OfAsync(Shop.English);

        var answer = await library.AskAsync(text);

        Assert.Equal((kind, reply), (answer.Kind, answer.Text));
    }
}
