using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Conversations;
using SupportBot.Core.Handoff;
using SupportBot.Tests.Channels;

namespace SupportBot.Tests.Handoff;

public sealed class WebDeskTests : AgentDeskConformance
{
    private protected override SeatedAgent Seat(DeskRig rig, string agent) => new WebAgent(rig, agent);

    // What the console calls; its pages are tested in a browser.
    private sealed class WebAgent(DeskRig rig, string agent) : SeatedAgent
    {
        public override Task<bool> ClaimAsync(SupportCase @case) => DoAsync(@case, new CaseCommand.Claim(agent));

        public override async Task<bool> ReplyAsync(SupportCase @case, string text)
        {
            var seen = (await rig.Cases.EventsAsync(0, @case.Id, 500, Cancel))[^1].Number;
            return await rig.Desk.ReplyAsync(
                @case.Id, agent, text, seen, Guid.NewGuid().ToString("N"), Cancel) is CaseResult.Done;
        }

        public override async Task<bool> DoAsync(SupportCase @case, CaseCommand command) =>
            await rig.Desk.ExecuteAsync(@case.Id, command, Cancel) is CaseResult.Done;

        public override async Task<IReadOnlyList<string>> ReadAsync(SupportCase @case)
        {
            var log = await rig.Host.Services.GetRequiredService<ConversationStore>()
                .ReadAsync(@case.ConversationId, 0, 500, 1_000_000, Cancel);
            return [.. log!.Visible.Select(entry => JsonNode.Parse(entry.Json.Span)!)
                .Where(activity => Visitor.Text(activity["type"]) == "message")
                .Select(activity => Visitor.Text(activity["text"]))];
        }

        private static CancellationToken Cancel => TestContext.Current.CancellationToken;
    }
}
