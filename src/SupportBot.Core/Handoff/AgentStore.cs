using System.Security.Cryptography;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Handoff;

/// <summary>The members of the support team, and whether they are there.</summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">The brand that this host serves.</param>
/// <param name="absence">How long after a desk last reported an agent they count as absent.</param>
/// <param name="clock">The clock.</param>
public sealed class AgentStore(Database database, string brand, TimeSpan absence, TimeProvider clock)
{
    private const string Columns =
        """
        id AS Id, name AS Name, photo_url AS PhotoUrl, role AS Role, status AS Status, capacity AS Capacity,
        skills AS Skills, languages AS Languages, seen_at AS SeenAt
        """;

    /// <summary>
    /// Stores who signed in. Name and role are taken from the identity provider each time; status, photo, capacity,
    /// skills and languages stay as they were set.
    /// </summary>
    public Task SignInAsync(Agent agent, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync(
            """
            INSERT INTO agent (brand, id, name, photo_url, role, status, capacity, skills, languages, seen_at)
            VALUES (@brand, @Id, @Name, @PhotoUrl, @role, @status, @Capacity, @skills, @languages, @now)
            ON CONFLICT (brand, id) DO UPDATE
                SET name = excluded.name, role = excluded.role
            """,
            new
            {
                brand, agent.Id, agent.Name, agent.PhotoUrl, role = StoredName.Of(agent.Role),
                status = StoredName.Of(agent.Status), agent.Capacity, skills = string.Join(' ', agent.Skills),
                languages = string.Join(' ', agent.Languages), now = Now(),
            }), cancellationToken);

    /// <summary>Sets the status, and notes that the agent is there.</summary>
    public Task SetStatusAsync(string agentId, AgentStatus status, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync(
            "UPDATE agent SET status = @status, seen_at = @now WHERE brand = @brand AND id = @agentId",
            new { brand, agentId, status = StoredName.Of(status), now = Now() }), cancellationToken);

    /// <summary>Sets how many cases an agent works on, and which.</summary>
    public Task SetWorkAsync(
        string agentId, int capacity, IReadOnlyList<string> skills, IReadOnlyList<string> languages,
        CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync(
            """
            UPDATE agent SET capacity = @capacity, skills = @skills, languages = @languages
            WHERE brand = @brand AND id = @agentId
            """,
            new
            {
                brand, agentId, capacity, skills = string.Join(' ', skills), languages = string.Join(' ', languages),
            }), cancellationToken);

    /// <summary>Sets an agent's picture, a JPEG, and its address <c>agents/{hash}</c>.</summary>
    public Task SetPhotoAsync(string agentId, byte[] photo, CancellationToken cancellationToken)
    {
        var url = $"agents/{Convert.ToHexStringLower(SHA256.HashData(photo))[..32]}";
        return database.WriteAsync(session => session.ExecuteAsync(
            "UPDATE agent SET photo = @photo, photo_url = @url WHERE brand = @brand AND id = @agentId",
            new { brand, agentId, photo, url }), cancellationToken);
    }

    /// <summary>The picture with this address; null where no agent has it any more.</summary>
    public Task<byte[]?> FindPhotoAsync(string url, CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.FirstOrDefaultAsync<byte[]>(
            "SELECT photo FROM agent WHERE brand = @brand AND photo_url = @url AND photo IS NOT NULL",
            new { brand, url }), cancellationToken);

    /// <summary>Notes that the agent is there. Desks call it more often than the absence.</summary>
    public Task SeeAsync(string agentId, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync(
            "UPDATE agent SET seen_at = @now WHERE brand = @brand AND id = @agentId",
            new { brand, agentId, now = Now() }), cancellationToken);

    /// <summary>An agent; null if there is none with this id.</summary>
    public async Task<Agent?> FindAsync(string agentId, CancellationToken cancellationToken) =>
        (await database.ReadAsync(session => session.FirstOrDefaultAsync<Row>(
            $"SELECT {Columns} FROM agent WHERE brand = @brand AND id = @agentId",
            new { brand, agentId }), cancellationToken).ConfigureAwait(false))?.ToAgent();

    /// <summary>All agents with their open cases, by name.</summary>
    public async Task<IReadOnlyList<AgentLoad>> LoadsAsync(CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(session => session.QueryAsync<Row>(
            $"""
            SELECT {Columns}, (SELECT COUNT(*) FROM handoff_case c WHERE c.brand = agent.brand AND c.agent_id = agent.id
                    AND c.state IN ('assigned', 'active')) AS Open
            FROM agent WHERE brand = @brand ORDER BY name, id
            """, new { brand }), cancellationToken).ConfigureAwait(false);
        var since = clock.GetUtcNow() - absence;
        return [.. rows.Select(row => (Agent: row.ToAgent(), Open: (int)row.Open)).Select(found => new AgentLoad(
            found.Agent, found.Open, found.Agent.Status != AgentStatus.Offline && found.Agent.SeenAt >= since))];
    }

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private sealed record Row
    {
        public required string Id { get; init; }
        public required string Name { get; init; }
        public required string PhotoUrl { get; init; }
        public required string Role { get; init; }
        public required string Status { get; init; }
        public long Capacity { get; init; }
        public required string Skills { get; init; }
        public required string Languages { get; init; }
        public long SeenAt { get; init; }
        public long Open { get; init; }

        public Agent ToAgent() => new()
        {
            Id = Id, Name = Name, PhotoUrl = PhotoUrl, Role = StoredName.Parse<AgentRole>(Role),
            Status = StoredName.Parse<AgentStatus>(Status), Capacity = (int)Capacity,
            Skills = Skills.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Languages = Languages.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            SeenAt = DateTimeOffset.FromUnixTimeMilliseconds(SeenAt),
        };
    }
}
