using SupportBot.Core.Answers;
using SupportBot.Core.Handoff;

namespace SupportBot.Tests.Handoff;

public sealed class HandoffPolicyTests
{
    [Theory]
    [InlineData(AnswerKind.Human, "human", HandoffReason.CustomerRequest, false)]
    [InlineData(AnswerKind.Human, "staff", HandoffReason.UnsupportedRequest, true)]
    [InlineData(AnswerKind.SmallTalk, "complaint", HandoffReason.Policy, true)]
    [InlineData(AnswerKind.Refused, "no-evidence", HandoffReason.MissingKnowledge, true)]
    [InlineData(AnswerKind.Unavailable, "search-unavailable", HandoffReason.ToolFailure, true)]
    public void People_are_brought_in_at_once_or_offered(
        AnswerKind kind, string topic, HandoffReason reason, bool isOffer) => Assert.Equal(
        new HandoffDecision(reason, isOffer), new HandoffPolicy().Decide(Of(kind, topic), [], hadCase: false));

    [Theory]
    [InlineData(AnswerKind.Answered, "supported")]
    [InlineData(AnswerKind.Suggested, "weak")]
    [InlineData(AnswerKind.Clarify, "topics")]
    [InlineData(AnswerKind.SmallTalk, "thanks")]
    public void Nobody_is_offered_beside_an_answer_a_suggestion_or_small_talk(AnswerKind kind, string topic) =>
        Assert.Null(new HandoffPolicy().Decide(Of(kind, topic), [], hadCase: false));

    [Theory]
    [InlineData(true, AnswerKind.Clarify, AnswerKind.Suggested)]
    [InlineData(true, AnswerKind.Answered, AnswerKind.Refused, AnswerKind.Suggested)]
    [InlineData(false, AnswerKind.Suggested)]
    [InlineData(false, AnswerKind.Suggested, AnswerKind.Answered)]
    public void The_third_turn_in_a_row_without_an_answer_is_a_loop(bool isLoop, params AnswerKind[] before)
    {
        var history = before.Select(kind => new PastTurn("?", kind)).ToList();
        Assert.Equal(
            isLoop ? new HandoffDecision(HandoffReason.PendingClarification, IsOffer: true) : null,
            new HandoffPolicy().Decide(Of(AnswerKind.Suggested, "weak"), history, hadCase: false));
        Assert.Null(new HandoffPolicy { OfferAfterUnanswered = 0 }
            .Decide(Of(AnswerKind.Suggested, "weak"), history, hadCase: false));
    }

    [Fact]
    public void After_one_case_or_offer_only_the_customers_own_wish_brings_people_in()
    {
        var policy = new HandoffPolicy();
        Assert.Null(policy.Decide(Of(AnswerKind.Refused, "no-evidence"), [], hadCase: true));
        Assert.Null(policy.DecideOnThumbDown(hadCase: true));
        Assert.NotNull(policy.DecideOnThumbDown(hadCase: false));
        Assert.NotNull(policy.Decide(Of(AnswerKind.Human, "human"), [], hadCase: true));
    }

    [Fact]
    public void Each_offer_can_be_switched_off()
    {
        var policy = new HandoffPolicy(false, false, false, false, 0);
        Assert.Null(policy.Decide(Of(AnswerKind.SmallTalk, "complaint"), [], hadCase: false));
        Assert.Null(policy.Decide(Of(AnswerKind.Human, "staff"), [], hadCase: false));
        Assert.Null(policy.Decide(Of(AnswerKind.Refused, "no-evidence"), [], hadCase: false));
        Assert.Null(policy.Decide(Of(AnswerKind.Unavailable, "search-unavailable"), [], hadCase: false));
        Assert.Null(policy.DecideOnThumbDown(hadCase: false));
        Assert.NotNull(policy.Decide(Of(AnswerKind.Human, "human"), [], hadCase: false));
    }

    private static Answer Of(AnswerKind kind, string topic) =>
        new(kind, "", [], new Evidence("", 0, null, 0, [], topic), new Timings(0, 0, 0), []);
}
