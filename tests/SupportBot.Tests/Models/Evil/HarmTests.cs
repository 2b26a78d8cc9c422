using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Answers;
using SupportBot.Core.Answers.Generation;
using SupportBot.Core.Knowledge;
using SupportBot.Dialogs;

namespace SupportBot.Tests.Models.Evil;

/// <summary>
/// The search for harm finds each kind of it in each place where it can come out, once the check of answers is left
/// out.
/// </summary>
public sealed class HarmTests
{
    private static readonly string[] Kinds =
    [
        "address",
        "image",
        "script",
        "secret",
        "another conversation",
        "uncited",
    ];

    [Fact]
    public async Task Without_the_check_each_kind_of_harm_reaches_each_place()
    {
        await using var rig = await EvilRig.StartAsync(services =>
            services.AddSingleton<AnswerQuestion>(provider => new Unchecked(provider).AnswerAsync));
        rig.Model.Obeyed =
            $"See [us](https://evil.example) ![x](/x.png) <script>alert(1)</script> {EvilModel.Secret} and "
                + $"{EvilRig.Private[0]}. "
            + new string('.', 240); // So long that all of it is there when the model rests in the middle.
        await rig.AskAsync("How do I descale the kettle?");
        foreach (var type in new[] { "personal", "channel", "groupChat" })
            await rig.AskInTeamsAsync("How do I descale the kettle?", type);
        rig.LogAll();
        await rig.LookAtWhatIsKeptAsync();

        foreach (
            var sink in new[]
            {
                "socket",
                "polled",
                "teams chunk",
                "teams personal",
                "teams channel",
                "teams groupChat",
                "audit",
                "host log",
            })
        {
            var found = rig.Found.Where(fault => fault.StartsWith(sink, StringComparison.Ordinal)).ToList();
            // Only an answer can lack citations.
            Assert.All(
                Kinds.Where(kind => kind != "uncited" || sink is not ("audit" or "host log")),
                kind => Assert.Contains(found, fault => fault.StartsWith($"{sink}: {kind}", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task A_secret_is_found_in_every_disguise_that_the_attacks_use()
    {
        await using var rig = await EvilRig.StartAsync();
        Assert.All(
            Enumerable.Range(0, Ciphers.Count),
            how =>
                Assert.Contains(
                    rig.HarmIn($"It is {Ciphers.Hide(EvilModel.Secret, how)}!"),
                    fault => fault.StartsWith("secret", StringComparison.Ordinal)));
    }

    /// <summary>Shows what the model says as it comes.</summary>
    private sealed class Unchecked(IServiceProvider services)
    {
        public async Task<Answer> AnswerAsync(Question question, ShowAnswer show, CancellationToken cancellationToken)
        {
            var found = await services
                .GetRequiredService<HybridSearch>()
                .SearchAsync(question.Text, question.Audiences, 1, cancellationToken: cancellationToken);
            var chunks = found.Passages.Select(passage => passage.Chunk).ToList();
            var text = "";
            await foreach (
                var part in services
                    .GetRequiredService<AnswerModel>()
                    .Write(new WritingTask(question.Text, "en", chunks), cancellationToken))
                if (part is WritingPart.Text piece) await show(text += piece.Piece, cancellationToken);
            var citations = chunks
                .Select(
                    (chunk, i) =>
                        new Citation(i + 1, chunk.Title, chunk.Section, chunk.DocumentId, chunk.Url, chunk.Text))
                .ToList();
            return new Answer(
                AnswerKind.Answered, text, citations, new Evidence(question.Text, 0, null, 0, [], "unchecked"),
                new Timings(0, 0, 0), []);
        }
    }
}
