using SupportBot.Core.Answers;
using SupportBot.Core.Answers.Generation;
using SupportBot.Core.Evaluation.Answers;
using SupportBot.Tests.Answers;

namespace SupportBot.Tests.Evaluation.Answers;

/// <summary>An answer is judged as it was said, by the passages that it cites.</summary>
public sealed class AnswerClaimsTests
{
    [Theory]
    [InlineData("Backups are encrypted with AES-256 by default. [1]", "passed")]
    [InlineData("Backups are encrypted with AES-128 by default. [1]", "not-contained")]
    [InlineData("Backups are not encrypted by default. [1]", "passed")]
    [InlineData("Pizza tastes best with fresh basil. [1]", "not-contained")]
    [InlineData("Backups are encrypted by default. Encryption cannot be switched off later. [1]", "passed,passed")]
    [InlineData("Backups are encrypted by default [1]. They are sold in green boxes.", "passed,no-citation")]
    [InlineData(
        "Backups are encrypted by default.\n\nEncryption cannot be switched off later. [1]", "no-citation,passed")]
    [InlineData(
        "It is so [1]:\n\n- Backups are encrypted by default.\n- Encryption cannot be switched off later.",
        "passed,passed")]
    [InlineData("Backups are encrypted by default. [2]", "unknown-citation")]
    [InlineData("Hello! How can I help?", "")]
    public void Each_claim_is_judged_by_the_number_that_holds_for_it(string text, string codes)
    {
        var judged = string.Join(
            ',', AnswerClaims.Of(Answer(text)).Select(claim => claim.Code));
        Assert.Matches($"^({codes})$", judged);
    }

    [Fact]
    public void Code_is_supported_word_for_word_also_with_an_address()
    {
        const string Code = "```bash\nharbour-server --reset-password=<new password>\n```";
        Assert.Equal(
            ["passed"], AnswerClaims.Of(Answer($"{Code}\n\n[1]", "password.md")).Select(claim => claim.Code));
        Assert.NotEqual(
            ["passed"],
            AnswerClaims
                .Of(Answer($"{Code.Replace("reset", "drop")}\n\n[1]", "password.md"))
                .Select(claim => claim.Code));
    }

    [Fact]
    public void What_is_no_answer_claims_nothing() =>
        Assert.Empty(AnswerClaims.Of(Answer("Green boxes.") with { Kind = AnswerKind.Refused }));

    [Theory]
    [InlineData(true, "passed")]
    [InlineData(false, "not-entailed")]
    [InlineData(null, "not-entailed")]
    public async Task A_judge_decides_where_the_facts_are_there(bool? says, string code)
    {
        var call = new ModelCall("", "judge", "", ModelUsage.None);
        var judged = await AnswerClaims.JudgeAsync(
            Answer("Backups are not encrypted by default. [1]"),
            (task, _) => Task.FromResult<ModelResult<Judgement>>(
                says is { } isEntailed
                    ? new ModelResult<Judgement>.Succeeded(new([isEntailed]), call)
                    : new ModelResult<Judgement>.Failed(new(ModelFault.Broken, "said nothing"), call)),
            TestContext.Current.CancellationToken);
        Assert.Equal(code, Assert.Single(judged).Code);
    }

    private static Answer Answer(string text, string document = "encryption.md")
    {
        var chunk = Shop.English.Last(chunk => chunk.DocumentId == document);
        return Some.Answer(
            text, new Citation(1, chunk.Title, chunk.Section, chunk.DocumentId, chunk.Url, chunk.Text)) with
        {
            Trace = new AnswerTrace([new Core.Knowledge.Passage(chunk, 1, 1, null)], [], []),
        };
    }
}
