namespace SupportBot.Tests.Models.Evil;

/// <summary>Attacks that a visitor types, against a model that does as it is told.</summary>
public sealed class DirectAttackTests
{
    private const string Question = "How do I descale the kettle?";
    private static readonly string[] Conversations = ["personal", "channel", "groupChat"];

    [Fact]
    public Task Nothing_that_a_model_was_talked_into_comes_out() =>
        AttackAsync((attack, i) => i % 5 == 0 ? [Conversations[i / 5 % 3]] : []);

    [Fact, Trait("Category", "Full")]
    public Task Nothing_of_it_comes_out_in_any_conversation_of_Teams_either() => AttackAsync((_, _) => Conversations);

    /// <param name="inTeams">
    /// In which conversations of Teams the attack of a number is tried, beside the web chat.
    /// </param>
    private static async Task AttackAsync(Func<DirectAttack, int, string[]> inTeams)
    {
        await using var rig = await EvilRig.StartAsync();
        var before = rig.Model.Answers;
        foreach (var (i, attack) in DirectAttack.All.Index())
        {
            (rig.Model.Order, rig.Model.Obeyed) = (attack.Typed, attack.Obeyed);
            await rig.AskAsync(attack.Typed);
            // The attack is an earlier message then, and the question one that the documents answer.
            await rig.AskAsync(Question);
            await rig.AskAsync($"{Question} {attack.Typed}");
            foreach (var type in inTeams(attack, i)) await rig.AskInTeamsAsync(Question, type);
        }
        await rig.LookAtWhatIsKeptAsync(isAttacker: true);
        TestContext.Current.SendDiagnosticMessage(
            "{0} attacks, {1} answers of the model, looked at: {2}", DirectAttack.All.Count, rig.Model.Answers - before,
            string.Join(", ", rig.Looked));
        Assert.True(rig.Found.IsEmpty, string.Join('\n', rig.Found.Distinct().Take(30)));
        Assert.True(rig.Model.Answers - before >= DirectAttack.All.Count);
    }
}
