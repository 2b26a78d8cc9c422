using System.Text.Json.Nodes;

namespace SupportBot.Tests.Channels.Teams.TeamsService;

/// <summary>Where the bot may speak, and how it comes to speak somewhere new.</summary>
/// <param name="clock">The time.</param>
/// <param name="guard">Held while a request changes anything.</param>
internal sealed class TeamsDirectory(TimeProvider clock, Lock guard)
{
    private readonly OrderedDictionary<string, TeamsConversation> _conversations = [];
    private readonly List<TeamsDeskChannel> _desks = [];

    public IEnumerable<Violation> Unfinished() =>
        _conversations.Values.SelectMany(conversation => conversation.Unfinished());

    public TeamsConversation Add(string id, string type)
    {
        var conversation = new TeamsConversation(id, type, clock);
        lock (guard) _conversations.Add(id, conversation);
        return conversation;
    }

    public TeamsDeskChannel AddDesk(string id)
    {
        var desk = new TeamsDeskChannel(id, clock, guard);
        lock (guard) _desks.Add(desk);
        return desk;
    }

    public TeamsConversation? Find(string id) =>
        _conversations.GetValueOrDefault(id)
        ?? _desks.Select(desk => desk.Find(id)).FirstOrDefault(conversation => conversation is not null);

    /// <summary>The personal chat with somebody; null for none.</summary>
    public TeamsConversation? ChatOf(string memberId) =>
        _conversations.Values.FirstOrDefault(chat =>
            chat.Type == "personal" && chat.Members.Exists(member => member.Text("id") == memberId));

    public TeamsDeskChannel? DeskOf(TeamsRequest request) => _desks.Find(desk => desk.Concerns(request));

    /// <summary>Creates a thread of a channel, or a personal chat.</summary>
    public TeamsAnswer Create(TeamsRequest request, JsonObject wanted)
    {
        if (request.ChannelId.Length > 0) return Thread(request);
        if (wanted["isGroup"] is JsonValue value && value.TryGetValue(out bool isGroup) && isGroup)
            return BadSyntax("a group chat");
        if (wanted.Text("tenantId").Length == 0) return BadSyntax("a personal chat without its tenant");
        return wanted.Items("members") is [var member] && member.Text("id").StartsWith("29:", StringComparison.Ordinal)
            ? Personal(member.Text("id"))
            : BadSyntax("a personal chat without the one member");
    }

    private TeamsAnswer Thread(TeamsRequest request)
    {
        if (DeskOf(request) is not { } desk) return TeamsAnswer.NoMember($"channel {request.ChannelId}");
        return request.Activity.Text("type") == "message"
            ? desk.Create(request.Activity, request.Body)
            : BadSyntax("a thread without its root message");
    }

    private TeamsAnswer Personal(string memberId)
    {
        var chat = ChatOf(memberId) ?? NewPersonal(memberId);
        return chat is null
            ? TeamsAnswer.NoMember(IsMember(memberId) ? null : $"a personal chat with {memberId}, who is in no team")
            : chat.TakeSend() ?? TeamsAnswer.Id(201, chat.Id);
    }

    /// <summary>Whether somebody is in a team, which may have removed the bot.</summary>
    private bool IsMember(string memberId) => _desks.Exists(desk => desk.HasMember(memberId));

    private TeamsConversation? NewPersonal(string memberId)
    {
        var member = _desks.Where(desk => desk.HasBot).SelectMany(desk => desk.Members)
            .FirstOrDefault(member => member.Text("id") == memberId);
        if (member is null) return null;
        var chat = Add($"a:bot-and-{memberId[3..]}", "personal");
        chat.Members.Clear();
        chat.Members.Add(member.DeepClone().AsObject());
        return chat;
    }

    private static TeamsAnswer BadSyntax(string what) =>
        TeamsAnswer.Refuse(TeamsRule.Creation, what, code: "BadSyntax", message: "Incorrect conversation creation");
}
