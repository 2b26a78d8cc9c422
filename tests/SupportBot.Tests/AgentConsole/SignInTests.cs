using System.Security.Claims;
using System.Xml.Linq;
using Microsoft.Extensions.Time.Testing;
using SupportBot.AgentConsole;
using SupportBot.AgentConsole.SignIn;
using SupportBot.Core.Handoff;
using SupportBot.Core.Storage;
using SupportBot.Handoff;

namespace SupportBot.Tests.AgentConsole;

public sealed class SignInTests
{
    [Fact]
    public void A_key_signs_in_one_person_and_is_followed_by_another()
    {
        var printed = new List<string>();
        var key = new SignInKey(printed.Add);
        key.Show();
        Assert.False(key.TryUse(null));
        Assert.False(key.TryUse(printed[0][..^1]));
        Assert.True(key.TryUse(printed[0]));
        Assert.False(key.TryUse(printed[0]));
        Assert.NotEqual(printed[0], printed[1]);
        Assert.True(key.IsCurrent(printed[1]));
    }

    [Fact]
    public void Of_many_who_use_a_key_at_once_one_is_signed_in()
    {
        var first = "";
        var key = new SignInKey(printed => first = first.Length == 0 ? printed : first);
        key.Show();
        var used = first;
        Assert.Equal(1, ParallelEnumerable.Range(0, 50).Count(_ => key.TryUse(used)));
    }

    [Theory]
    [InlineData("agent", AgentRole.Agent)]
    [InlineData("supervisor", AgentRole.Supervisor)]
    [InlineData("reader", null)]
    [InlineData("Agent", null)]
    public void The_issuers_role_decides(string role, AgentRole? expected)
    {
        var user = AgentClaims.FromIssuer(Person(("oid", "1"), ("name", "Ana"), ("roles", role)), new ConsoleOptions());
        Assert.Equal(expected, AgentClaims.Read(user, new HandoffOptions())?.Role);
    }

    [Fact]
    public void An_agent_is_the_object_id_and_else_the_subject()
    {
        Assert.Equal("o", IdOf(("oid", "o"), ("sub", "s"), ("roles", "agent")));
        Assert.Equal("s", IdOf(("sub", "s"), ("roles", "agent")));
        Assert.Null(IdOf(("name", "Ana"), ("roles", "agent")));
        Assert.Null(IdOf(("agent_id", "forged"), ("agent_name", "Eve"), ("agent_role", "Supervisor")));
    }

    [Fact]
    public void A_sign_in_is_over_once_the_agent_signed_out_or_the_cookie_expired()
    {
        var clock = new FakeTimeProvider();
        var ended = new EndedSignIns(clock);
        var (first, second) = (Ticket(), Ticket());
        ended.End(first);
        Assert.True(ended.IsOver(first));
        Assert.False(ended.IsOver(second));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.True(ended.IsOver(second));

        SignInTicket Ticket()
        {
            var user = AgentClaims.Create("1", "Ana", AgentRole.Agent);
            AgentClaims.AddTicket(user, clock.GetUtcNow().AddHours(1));
            return AgentClaims.TicketOf(user)!;
        }
    }

    [Fact]
    public async Task Keys_of_cookies_outlive_the_process()
    {
        using var folder = new TempFolder();
        var key = new XElement("key", new XAttribute("id", "1"), "secret");
        await using (var database = await Database.OpenAsync(folder["a.db"], Cancel))
        {
            var repository = new DatabaseXmlRepository(new DataKeyStore(database, new FakeTimeProvider()));
            repository.StoreElement(key, "key-1");
            repository.StoreElement(key, "key-1");
        }
        await using var again = await Database.OpenAsync(folder["a.db"], Cancel);
        var read = new DatabaseXmlRepository(new DataKeyStore(again, new FakeTimeProvider())).GetAllElements();
        Assert.Equal(key.ToString(), Assert.Single(read).ToString());
    }

    private static string? IdOf(params (string Type, string Value)[] claims) =>
        AgentClaims.Read(AgentClaims.FromIssuer(Person(claims), new ConsoleOptions()), new HandoffOptions())?.Id;

    private static ClaimsPrincipal Person(params (string Type, string Value)[] claims) =>
        new(new ClaimsIdentity(claims.Select(claim => new Claim(claim.Type, claim.Value)), "issuer"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
