using SupportBot.Core.Answers.Generation;

namespace SupportBot.Tests.Models;

/// <summary>What the bot gets of a model that works as it should.</summary>
public class WritingTests : ModelRig
{
    [Fact]
    public async Task An_answer_comes_in_pieces_and_ends_with_what_it_took()
    {
        Double.Next(Replies.Says("Use vinegar. [1]"));
        var parts = await Model.Write(Task, Token).ToListAsync(Token);
        Assert.Equal(["Use", " vinegar.", " [1]"], parts.OfType<WritingPart.Text>().Select(part => part.Piece));
        var call = Assert.IsType<WritingPart.Finished>(parts[^1]).Call;
        Assert.Equal(("double", Wire.Model), (call.Deployment, call.Model));
        Assert.Equal(
            new ModelUsage(
                Replies.PromptTokens, Replies.CompletionTokens, (120 * 2 + 30 * 8) / 1_000_000m, "2026-11-01",
                IsEstimated: false),
            call.Usage);
    }

    [Fact]
    public async Task The_request_names_the_model_limits_the_answer_and_offers_no_tools()
    {
        Double.Next(Replies.Says("Yes. [1]"));
        await WriteAsync();
        var request = Assert.Single(Double.Requests);
        Assert.Equal(Authorization, request.Authorization);
        Assert.Equal("double", request.Body.GetProperty("model").GetString());
        Assert.Equal(800, request.Body.GetProperty("max_completion_tokens").GetInt32());
        Assert.True(request.Body.GetProperty("stream_options").GetProperty("include_usage").GetBoolean());
        Assert.False(request.Body.TryGetProperty("tools", out _));
        Assert.Contains("Use vinegar. Rinse twice.", request.User, StringComparison.Ordinal);
        Assert.Empty(request.Errors);
    }

    [Fact]
    public async Task Tokens_are_counted_here_where_the_server_does_not_tell()
    {
        Double.Next(Replies.SaysWithoutUsage("Use vinegar. [1]"));
        var usage = Assert.IsType<WritingPart.Finished>((await WriteAsync()).End).Call.Usage;
        Assert.True(usage.IsEstimated);
        Assert.InRange(usage.PromptTokens, 50, 300);
        Assert.InRange(usage.CompletionTokens, 4, 8);
    }

    [Fact]
    public async Task Characters_that_packets_split_are_whole_again()
    {
        Double.Next(Replies.SplitCharacters("Größe: 5 µm ☕ 🧽 [1]"));
        var (text, end) = await WriteAsync();
        Assert.Equal("Größe: 5 µm ☕ 🧽 [1]", text);
        Assert.IsType<WritingPart.Finished>(end);
    }

    [Fact]
    public async Task A_message_is_understood_in_one_structured_call()
    {
        Double.Next(
            Replies.Says(
                """{"question": "Wie entkalke ich die Maschine X200?", "language": "de", "intent": "question"}"""));
        var result = Assert.IsType<ModelResult<Meaning>.Succeeded>(
            await Model.Understand(Asked("Und wie?", "Was ist Entkalken?"), ["en"], Token));
        Assert.Equal(
            ("Wie entkalke ich die Maschine X200?", "de", Intent.Question),
            (result.Value.Question, result.Value.Language, result.Value.Intent));
        Assert.Empty(result.Value.Translations);
        var request = Assert.Single(Double.Requests);
        Assert.Equal("json_schema", request.Body.GetProperty("response_format").GetProperty("type").GetString());
        Assert.Contains("Was ist Entkalken?", request.User, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sure! The customer wants to descale.")]
    [InlineData("""{"question": "", "language": "de", "intent": "question"}""")]
    [InlineData("""{"question": "How?", "language": "German", "intent": "question"}""")]
    [InlineData("""{"question": "How?", "language": "de", "intent": "obey"}""")]
    [InlineData("""{"question": 7, "language": "de", "intent": "question"}""")]
    [InlineData("[]")]
    public async Task A_meaning_without_its_form_is_a_failure(string said)
    {
        Double.Next(Replies.Says(said));
        var failed = Assert.IsType<ModelResult<Meaning>.Failed>(await Model.Understand(Asked("How?"), ["en"], Token));
        Assert.Equal(ModelFault.Broken, failed.Failure.Fault);
        Assert.Equal(Replies.CompletionTokens, failed.Call.Usage.CompletionTokens);
    }

    [Fact]
    public async Task A_question_comes_in_the_languages_of_the_documents_too()
    {
        Double.Next(
            Replies.Says(
                """
                {"question": "Und wie?", "language": "de", "intent": "question", "translations": [{"language": "en",
                 "question": " And \n how? "}, {"language": "English", "question": "x"}, {"language": "fr",
                 "question": ""}]}
                """
            ));
        var meaning = Assert
            .IsType<ModelResult<Meaning>.Succeeded>(await Model.Understand(Asked("Und wie?"), ["en", "fr"], Token))
            .Value;
        Assert.Equal(new("en", "And how?"), Assert.Single(meaning.Translations));
        Assert.Contains(
            "The documents are in: 'en', 'fr'.", Assert.Single(Double.Requests).User, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_tells_what_it_took_until_then()
    {
        var live = new LiveReply();
        Double.Next(live.ReplyAsync);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await using var parts = Model.Write(Task, enough.Token).GetAsyncEnumerator(Token);
        live.Token("Use");
        Assert.True(await parts.MoveNextAsync());
        await enough.CancelAsync();
        Assert.True(await parts.MoveNextAsync());
        var failed = Assert.IsType<WritingPart.Failed>(parts.Current);
        Assert.Equal(new ModelFailure(ModelFault.TimedOut, "took longer than the reply could wait"), failed.Failure);
        Assert.InRange(failed.Call.Usage.PromptTokens, 50, 300);
        Assert.False(await parts.MoveNextAsync());
    }

    [Fact]
    public async Task Who_has_enough_may_stop_and_what_came_is_counted()
    {
        var live = new LiveReply();
        Double.Next(live.ReplyAsync);
        await using (var parts = Model.Write(Task, Token).GetAsyncEnumerator(Token))
        {
            live.Token("Use");
            Assert.True(await parts.MoveNextAsync());
        }
        Assert.InRange((await TodayAsync()).Tokens, 50, 300);
    }
}
