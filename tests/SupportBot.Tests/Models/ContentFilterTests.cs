using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SupportBot.Core.Answers.Generation;

namespace SupportBot.Tests.Models;

/// <summary>What Azure's content filter says of a question and an answer.</summary>
public sealed class ContentFilterTests : ModelRig
{
    private const string Safe =
        """{"hate":{"filtered":false,"severity":"safe"},"jailbreak":{"filtered":false,"detected":false}}""";

    private const string Mild =
        """{"hate":{"filtered":false,"severity":"safe"},"violence":{"filtered":false,"severity":"low"}}""";

    private const string Bad =
        """{"hate":{"filtered":false,"severity":"safe"},"violence":{"filtered":true,"severity":"medium"}}""";

    private protected override bool IsAzure => true;

    [Fact]
    public async Task What_is_safe_is_no_finding()
    {
        Sends(Of(Safe), Piece("Use vinegar. [1]", Safe), Finish("stop", Safe));
        var call = await FinishedAsync();
        Assert.Empty(call.Filtered);
        Assert.Equal(Wire.Model, call.Model);
    }

    [Fact]
    public async Task What_is_found_and_let_pass_is_told_once()
    {
        const string question =
            """{"jailbreak":{"filtered":false,"detected":true},"custom_blocklists":{"filtered":false,"details":[]}}""";
        Sends(Of(question), Piece("Use", Mild), Piece(" vinegar. [1]", Mild), Finish("stop", "{}"));
        FilterFinding[] expected =
        [
            new(FilteredText.Prompt, "jailbreak", "", IsStopped: false),
            new(FilteredText.Answer, "violence", "low", IsStopped: false),
        ];
        Assert.Equal(expected, (await FinishedAsync()).Filtered);
    }

    [Fact]
    public async Task An_answer_that_is_stopped_in_the_middle_tells_for_what()
    {
        Sends(Of(Safe), Piece("Use vinegar", Mild), Finish("content_filter", Bad));
        var (text, end) = await WriteAsync();
        var failed = Assert.IsType<WritingPart.Failed>(end);
        Assert.Equal(("Use vinegar", ModelFault.ContentFilter), (text, failed.Failure.Fault));
        Assert.Equal(new(FilteredText.Answer, "violence", "medium", IsStopped: true), failed.Call.Filtered[^1]);
    }

    [Fact]
    public async Task A_filter_that_is_late_tells_of_its_findings_in_a_part_without_text()
    {
        var late = Wire.Chunk(new JsonObject
        {
            ["index"] = 0,
            ["finish_reason"] = null,
            ["content_filter_results"] = JsonNode.Parse(Mild),
            ["content_filter_offsets"] = JsonNode.Parse("""{"check_offset":44,"start_offset":44,"end_offset":198}"""),
        });
        Sends([.. Wire.Words("Use vinegar. [1]"), Event(late), Wire.Finish("stop")]);
        Assert.Single((await FinishedAsync()).Filtered);
    }

    [Fact]
    public async Task A_question_that_is_stopped_tells_for_what()
    {
        const string results =
            """{"jailbreak":{"filtered":true,"detected":true},"violence":{"filtered":false,"severity":"high"}}""";
        Double.Next(Refuses(results));
        var failed = Assert.IsType<WritingPart.Failed>((await WriteAsync()).End);
        Assert.Equal(ModelFault.ContentFilter, failed.Failure.Fault);
        FilterFinding[] expected =
        [
            new(FilteredText.Prompt, "jailbreak", "", IsStopped: true),
            new(FilteredText.Prompt, "violence", "high", IsStopped: false),
        ];
        Assert.Equal(expected, failed.Call.Filtered);
    }

    [Theory]
    [InlineData("""{"error":{"code":"content_filter_error","message":"The contents are not filtered"}}""")]
    [InlineData("""{"<b>hate</b>":{"filtered":true},"hate":"yes","violence":{"severity":"canary"}}""")]
    [InlineData("""{"sexual":{"severity":7,"filtered":"no"}}""")]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task Results_that_cannot_be_used_harm_no_answer(string results)
    {
        Sends(Of(results), Piece("Use vinegar. [1]", results), Finish("stop", results));
        Assert.Empty((await FinishedAsync()).Filtered);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""["hate"]""")]
    [InlineData("""[{"content_filter_results":"hate"}]""")]
    public async Task Nor_do_results_of_another_form(string results)
    {
        var chunk = Wire.Chunk();
        chunk["prompt_filter_results"] = JsonNode.Parse(results);
        Sends([Event(chunk), .. Wire.Words("Use vinegar. [1]"), Wire.Finish("stop")]);
        Assert.Empty((await FinishedAsync()).Filtered);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    public async Task Nor_do_they_change_a_refusal(string results)
    {
        Double.Next(Refuses(results));
        var failed = Assert.IsType<WritingPart.Failed>((await WriteAsync()).End);
        Assert.Equal((ModelFault.ContentFilter, 0), (failed.Failure.Fault, failed.Call.Filtered.Count));
    }

    [Fact]
    public async Task They_stand_in_the_audit_of_the_reply()
    {
        const string document = "Descale the kettle with white vinegar.";
        await using var chat = await ModelChat.BeginAsync(document, settings: AzureDouble.Settings);
        chat.Double.Next(Replies.Stream([Of(Mild), Piece($"{document} [1]", Safe), Finish("stop", Safe), Wire.Done]));
        await chat.AskAsync("How do I descale the kettle?");
        var call = Assert.Single(Assert.Single(await chat.AuditAsync()).Calls);
        Assert.Null(call.Failure);
        Assert.Equal(new(FilteredText.Prompt, "violence", "low", IsStopped: false), Assert.Single(call.Filtered));
    }

    private void Sends(params string[] events) => Double.Next(Replies.Stream([.. events, Wire.Done]));

    private async Task<ModelCall> FinishedAsync() => Assert.IsType<WritingPart.Finished>((await WriteAsync()).End).Call;

    /// <summary>Azure's first part, which is about the question.</summary>
    private static string Of(string results)
    {
        var first = JsonNode.Parse("""{"choices":[],"created":0,"id":"","model":"","object":""}""")!.AsObject();
        var ofPrompt = new JsonObject { ["prompt_index"] = 0, ["content_filter_results"] = JsonNode.Parse(results) };
        first["prompt_filter_results"] = new JsonArray(ofPrompt);
        return Event(first);
    }

    private static string Piece(string text, string results) => Of(new() { ["content"] = text }, null, results);

    private static string Finish(string reason, string results) => Of([], reason, results);

    private static string Of(JsonObject delta, string? finish, string results)
    {
        var choice = Wire.Choice(delta, finish);
        choice["content_filter_results"] = JsonNode.Parse(results);
        return Event(Wire.Chunk(choice));
    }

    private static string Event(JsonObject chunk) => $"data: {chunk.ToJsonString()}\n\n";

    private static ModelReply Refuses(string results) => async (http, _) =>
    {
        var inner = new { code = "ResponsibleAIPolicyViolation", content_filter_result = JsonNode.Parse(results) };
        var error = new { message = "Filtered.", param = "prompt", code = "content_filter", innererror = inner };
        http.Response.StatusCode = 400;
        await http.Response.WriteAsJsonAsync(new { error }, http.RequestAborted);
    };
}
