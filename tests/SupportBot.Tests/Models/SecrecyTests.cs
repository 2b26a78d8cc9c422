using SupportBot.Core.Answers.Generation;

namespace SupportBot.Tests.Models;

/// <summary>Neither the key nor anyone's words come out where they should not.</summary>
public class SecrecyTests : ModelRig
{
    private const string Words = "canary-words-0815";

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(451)]
    public async Task What_a_server_repeats_in_its_error_is_repeated_no_further(int status)
    {
        Double.Next(Replies.Status(status, code: $"{Key} {Words}", message: $"Your key {Key} is wrong for '{Words}'."));
        var (_, end) = await WriteAsync(Task with { Question = Words });
        var failed = Assert.IsType<WritingPart.Failed>(end);
        AssertSilent(failed.ToString());
        AssertSilent(string.Join('\n', Log.Lines));
    }

    [Fact]
    public async Task A_call_that_goes_well_logs_neither_even_at_Trace()
    {
        Double.Next(Replies.Says($"It is {Words}. [1]"));
        await WriteAsync(Task with { Question = Words });
        Assert.Contains(Words, Assert.Single(Double.Requests).User, StringComparison.Ordinal);
        AssertSilent(string.Join('\n', Log.Lines));
    }

    [Fact]
    public async Task A_redirect_is_not_followed_so_the_key_stays_where_it_belongs()
    {
        await using var elsewhere = await ModelDouble.StartAsync();
        Double.Next((http, _) =>
        {
            http.Response.Redirect($"{elsewhere.Address}/chat/completions", permanent: false);
            return System.Threading.Tasks.Task.CompletedTask;
        });
        Assert.Equal(ModelFault.Broken, (await FailAsync()).Fault);
        Assert.Empty(elsewhere.Requests);
    }

    private static void AssertSilent(string text)
    {
        Assert.DoesNotContain(Key, text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Words, text, StringComparison.OrdinalIgnoreCase);
    }
}
