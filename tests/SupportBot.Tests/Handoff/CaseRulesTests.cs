using SupportBot.Core.Handoff;

namespace SupportBot.Tests.Handoff;

public sealed class CaseRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly CaseCommand[] Commands =
    [
        new CaseCommand.Accept(), new CaseCommand.Decline(), new CaseCommand.Leave(), new CaseCommand.CustomerWrote(),
        new CaseCommand.Rate(5), new CaseCommand.Reopen(), new CaseCommand.Claim("ana"),
        new CaseCommand.TakeOver("ben"),
        new CaseCommand.Reply("ana", 0), new CaseCommand.Note("ben", "Hm."), new CaseCommand.Transfer("ana", "ben"),
        new CaseCommand.Snooze("ana", Now.AddHours(1)), new CaseCommand.Resolve("ana"), new CaseCommand.Wake(),
        new CaseCommand.Release(), new CaseCommand.TimeOut(),
    ];

    // Every state with the commands that it allows, when Ana is the owner.
    [Theory]
    [InlineData(CaseState.Offered, "Accept Decline TimeOut")]
    [InlineData(CaseState.Waiting, "Leave CustomerWrote Claim Note TimeOut")]
    [InlineData(
        CaseState.Assigned, "Leave CustomerWrote TakeOver Reply Note Transfer Snooze Resolve Release")]
    [InlineData(CaseState.Active, "Leave CustomerWrote TakeOver Reply Note Transfer Snooze Resolve Release")]
    [InlineData(
        CaseState.Snoozed, "Leave CustomerWrote TakeOver Reply Note Transfer Snooze Resolve Wake Release")]
    [InlineData(CaseState.Resolved, "Rate Reopen Note")]
    [InlineData(CaseState.Declined, "Note")]
    [InlineData(CaseState.Left, "Rate Note")]
    [InlineData(CaseState.TimedOut, "Note")]
    public void A_state_allows_these_commands_and_no_other(CaseState state, string allowed) =>
        Assert.Equal(
            allowed.Split(' '),
            Commands.Where(command => In(state).Allows(command, Now)).Select(command => command.GetType().Name));

    [Fact]
    public void The_owner_of_the_conversation_follows_from_the_state_alone() => Assert.Equal(
        [
            ("Offered", "Bot"), ("Waiting", "Queue"), ("Assigned", "Human"), ("Active", "Human"), ("Snoozed", "Human"),
            ("Resolved", "Bot"), ("Declined", "Bot"), ("Left", "Bot"), ("TimedOut", "Bot"),
        ],
        Enum.GetValues<CaseState>().Select(state => ($"{state}", $"{In(state).Owner}")));

    [Fact]
    public void No_sequence_of_commands_leaves_a_human_owner_without_an_agent()
    {
        var random = new Random(7);
        for (var run = 0; run < 2000; run++)
        {
            var current = In(run % 2 == 0 ? CaseState.Offered : CaseState.Waiting) with { AgentId = null };
            for (var step = 0; step < 12; step++)
            {
                var command = Commands[random.Next(Commands.Length)];
                if (new CaseRules(current, Now).Apply(command) is not CaseTransition.Applied applied) continue;
                current = applied.Next;
                Assert.Equal(current.Owner == ConversationOwner.Human, current is { AgentId: not null, EndedAt: null }
                    && current.State is not CaseState.Waiting);
                Assert.Equal(current.SnoozedUntil is not null, current.State == CaseState.Snoozed);
                Assert.Equal(
                    current.EndedAt is not null, current is { IsOpen: false });
            }
        }
    }

    [Fact]
    public void Only_the_owner_writes_and_a_colleague_is_told_so()
    {
        var refused = Assert.IsType<CaseTransition.Refused>(
            new CaseRules(In(CaseState.Active), Now).Apply(new CaseCommand.Reply("ben", 0)));
        Assert.Equal((CaseRefusal.NotOwner, "ana"), (refused.Reason, refused.Current.AgentId));
    }

    [Fact]
    public void A_message_of_the_customer_ends_a_snooze()
    {
        var applied = (CaseTransition.Applied)new CaseRules(In(CaseState.Snoozed), Now)
            .Apply(new CaseCommand.CustomerWrote());
        Assert.Equal(
            (CaseState.Active, null, Now), (applied.Next.State, applied.Next.SnoozedUntil, applied.Next.CustomerAt));
    }

    private static SupportCase In(CaseState state) => new()
    {
        Id = "c", ConversationId = "k", Number = 3, State = state, Reason = HandoffReason.CustomerRequest,
        Question = "Help", Language = "en", OpenedAt = Now.AddMinutes(-5), CustomerAt = Now.AddMinutes(-5),
        AgentId = state is CaseState.Offered or CaseState.Waiting or CaseState.Declined or CaseState.TimedOut
            ? null
            : "ana",
        SnoozedUntil = state == CaseState.Snoozed ? Now.AddMinutes(5) : null,
        EndedAt = state is CaseState.Resolved or CaseState.Declined or CaseState.Left or CaseState.TimedOut
            ? Now.AddMinutes(-1)
            : null,
    };
}
