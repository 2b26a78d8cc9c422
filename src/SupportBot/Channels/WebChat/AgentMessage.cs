using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SupportBot.Core.Handoff;

namespace SupportBot.Channels.WebChat;

// A message that an agent wrote. The widget shows the name and picture in channelData.agent; the agent's id, which is
// that of the identity provider, never leaves the host.
internal static class AgentMessage
{
    public static Activity Create(string text, Agent agent)
    {
        var message = Messages.Markdown(text);
        message.From = AccountOf(agent);
        message.ChannelData = new JObject { ["agent"] = FaceOf(agent) };
        return message;
    }

    // What the widget shows of an agent.
    public static JObject FaceOf(Agent agent) => new() { ["name"] = agent.Name, ["photoUrl"] = agent.PhotoUrl };

    public static Activity Typing(Agent agent)
    {
        var typing = Messages.Typing();
        typing.From = AccountOf(agent);
        return typing;
    }

    private static ChannelAccount AccountOf(Agent agent) => new(id: "agent", name: agent.Name, role: RoleTypes.Bot);
}
