using SupportBot.Core.Handoff;
using SupportBot.Desks.Teams;

namespace SupportBot.Tests.Handoff;

public sealed class TeamsDeskConformanceTests : AgentDeskConformance
{
    private TeamsDeskRig? _teams;

    private protected override async Task<DeskRig> OpenAsync(DirectoryInfo folder, string[] agents) =>
        (_teams = await TeamsDeskRig.StartAsync(folder, agents)).Desk;

    private protected override SeatedAgent Seat(DeskRig rig, string agent) => new TeamsSeat(_teams!, agent);

    // What the agent does in the thread of the case.
    private sealed class TeamsSeat(TeamsDeskRig rig, string agent) : SeatedAgent
    {
        private readonly ThreadMember _person = rig.Agent(agent);

        public override Task<bool> ClaimAsync(SupportCase @case) => PressAsync(@case, TeamsDeskCard.ClaimVerb);

        public override async Task<bool> ReplyAsync(SupportCase @case, string text)
        {
            // People read before they write.
            await rig.ShownAsync(@case);
            var id = await _person.SayAsync(await rig.ThreadAsync(@case), text);
            var isSent = false;
            await TeamsDeskRig.UntilAsync(async () =>
                (isSent = await rig.Threads.FindEntryAsync(@case.ConversationId, agent, $"teams:{id}", Cancel)
                    is not null)
                || await IsNotedAsync(@case, text));
            return isSent;
        }

        public override async Task<bool> DoAsync(SupportCase @case, CaseCommand command)
        {
            if (command is not CaseCommand.Note note) return await PressAsync(@case, VerbOf(command));
            await _person.SayAsync(await rig.ThreadAsync(@case), note.Text);
            await TeamsDeskRig.UntilAsync(() => IsNotedAsync(@case, note.Text));
            return true;
        }

        public override async Task<IReadOnlyList<string>> ReadAsync(SupportCase @case)
        {
            await rig.ShownAsync(@case);
            return rig.Texts(await rig.ThreadAsync(@case));
        }

        private async Task<bool> PressAsync(SupportCase @case, string verb) =>
            (await _person.PressAsync(await rig.ThreadAsync(@case), verb, @case.Id)).Type.EndsWith(
                "adaptive", StringComparison.Ordinal);

        private async Task<bool> IsNotedAsync(SupportCase @case, string text) =>
            (await rig.Desk.Cases.EventsAsync(0, @case.Id, 500, Cancel)).Any(each => each.Text.EndsWith(
                $": {text}", StringComparison.Ordinal));

        private static string VerbOf(CaseCommand command) => command switch
        {
            CaseCommand.TakeOver => TeamsDeskCard.TakeOverVerb,
            CaseCommand.Resolve => TeamsDeskCard.ResolveVerb,
            _ => TeamsDeskCard.ReleaseVerb,
        };

        private static CancellationToken Cancel => TestContext.Current.CancellationToken;
    }
}
