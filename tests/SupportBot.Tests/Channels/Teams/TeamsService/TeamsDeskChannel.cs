using System.Globalization;
using System.Text.Json.Nodes;

namespace SupportBot.Tests.Channels.Teams.TeamsService;

/// <summary>
/// A channel of a team in which the bot creates threads. The channel and its threads have their members and their
/// rates in common.
/// </summary>
/// <param name="id">Its id.</param>
/// <param name="clock">The time.</param>
/// <param name="guard">Held while a request changes anything.</param>
internal sealed class TeamsDeskChannel(string id, TimeProvider clock, Lock guard)
{
    public const string TeamId = "19:team@thread.tacv2";

    private readonly List<TeamsConversation> _created = [];
    private readonly List<TeamsConversation> _begun = [];
    private readonly List<(string MemberId, JsonObject Activity)> _targeted = [];
    private TeamsConversation? _conversation;
    private int _ids;
    private int _storm;
    private bool _isRemoved;

    public string Id => id;

    /// <summary>The channel itself, outside its threads.</summary>
    public TeamsConversation Conversation =>
        Read(() => _conversation ??= new TeamsConversation(id, "channel", clock, this));

    /// <summary>
    /// Those who are in the team, beside the bot: <c>{id, name, aadObjectId, tenantId, userRole}</c>.
    /// </summary>
    public List<JsonObject> Members { get; } = [];

    /// <summary>What the bot created, in order; the first message of each is its root.</summary>
    public IReadOnlyList<TeamsConversation> Threads => Read(() => _created.ToList());

    /// <summary>What one member alone saw, in order.</summary>
    public IReadOnlyList<(string MemberId, JsonObject Activity)> Targeted => Read(() => _targeted.ToList());

    public bool HasBot => Read(() => !_isRemoved);

    /// <summary>Whether Teams knows targeted messages; else it answers 400 <c>BadArgument</c>.</summary>
    public bool SupportsTargeted { get; set; } = true;

    /// <summary>How often the bot called since it was removed last.</summary>
    public int CallsAfterRemoval { get; private set; }

    /// <summary>
    /// So many calls after its removal the bot may make; more break <see cref="TeamsRule.Conversation"/>.
    /// </summary>
    public int ForgivenCalls { get; set; } = 10;

    public Rate Sends { get; } = new(factor: 1, clock);
    public Rate Reads { get; } = new(factor: 2, clock);

    /// <summary>Somebody joins the team.</summary>
    /// <returns>The member, as Teams lists it.</returns>
    public JsonObject AddMember(string id, string name, string aadObjectId)
    {
        var member = new JsonObject
        {
            ["id"] = id,
            ["name"] = name,
            ["aadObjectId"] = aadObjectId,
            ["tenantId"] = TeamsDouble.Tenant,
            ["userRole"] = "user",
        };
        lock (guard) Members.Add(member);
        return member;
    }

    /// <summary>An owner of the team removes the bot.</summary>
    public void RemoveBot()
    {
        lock (guard) (_isRemoved, CallsAfterRemoval) = (true, 0);
    }

    public void AddBot()
    {
        lock (guard) _isRemoved = false;
    }

    /// <summary>The next requests are answered 429, whatever the rates are.</summary>
    public void Storm(int count)
    {
        lock (guard) _storm = count;
    }

    /// <summary>The thread that the bot created with a root.</summary>
    public TeamsConversation Thread(string rootId) => Threads.Single(thread => thread.Messages.GetAt(0).Key == rootId);

    /// <summary>A member begins a thread, which is not among <see cref="Threads"/>.</summary>
    public TeamsConversation BeginThread()
    {
        var thread = NewThread(NextId());
        lock (guard) _begun.Add(thread);
        return thread;
    }

    /// <summary>The next id of a message in the channel, by whomever.</summary>
    public string NextId() =>
        string.Create(CultureInfo.InvariantCulture, $"{1_765_000_000_000 + Interlocked.Increment(ref _ids)}");

    /// <summary>The channel or a thread of it; null for another id.</summary>
    public TeamsConversation? Find(string conversationId) =>
        conversationId == id
            ? Conversation
            : _created.Concat(_begun).FirstOrDefault(thread => thread.Id == conversationId);

    public bool HasMember(string memberId) => Members.Exists(member => member.Text("id") == memberId);

    /// <summary>Whether a request is about the channel or a thread of it, which may not exist.</summary>
    public bool Concerns(TeamsRequest request) =>
        request.ConversationId == id
        || request.ConversationId.StartsWith($"{id};", StringComparison.Ordinal)
        || request.ChannelId == id;

    /// <summary>Why nothing may come now; null where it may.</summary>
    public TeamsAnswer? Refuse()
    {
        if (_storm > 0)
        {
            _storm--;
            return TeamsAnswer.Error(429, "TooManyRequests", "API calls quota exceeded") with { RetryAfter = 1 };
        }
        if (!_isRemoved) return null;
        return ++CallsAfterRemoval <= ForgivenCalls
            ? TeamsAnswer.NoMember()
            : TeamsAnswer.NoMember($"call {CallsAfterRemoval} after the bot's removal from {id}");
    }

    /// <summary>The bot creates a thread.</summary>
    public TeamsAnswer Create(JsonObject root, string body)
    {
        var rootId = NextId();
        var thread = NewThread(rootId);
        var answer = thread.Send(root, body, rootId);
        if (answer.IsRefusal) return answer;
        _created.Add(thread);
        return new TeamsAnswer(201, new JsonObject { ["id"] = thread.Id, ["activityId"] = rootId });
    }

    /// <summary>Shows a message to one member alone.</summary>
    public void Show(string memberId, JsonObject activity) => _targeted.Add((memberId, activity));

    private TeamsConversation NewThread(string rootId) => new($"{id};messageid={rootId}", "channel", clock, this);

    private T Read<T>(Func<T> read)
    {
        lock (guard) return read();
    }
}
