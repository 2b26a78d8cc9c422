using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SupportBot.Core.Answers.Generation;

namespace SupportBot.Tests.Models;

/// <summary>What people report of real servers, which do more or less than the protocol says.</summary>
public class ServerReportTests : ModelRig
{
    private const string Answer = "Use vinegar. [1]";

    public static TheoryData<string, string> Oddities => new()
    {
        { "a first part with an empty role", """{"role":"","content":""}""" },
        { "blanks around it", """{"role" : "" , "content":""}""" },
        { "a role that there is not", """{"role":"assitant","content":""}""" },
        { "no role", """{"role":null,"content":""}""" },
        { "a delta without anything", "{}" },
        { "a delta without text", """{"content":null,"tool_calls":null,"function_call":null,"refusal":null}""" },
        { "tools that are none", """{"content":"","tool_calls":[]}""" },
        { "reasoning, as vLLM and DeepSeek send it", """{"content":null,"reasoning_content":"The customer wants…"}""" },
        { "reasoning, as Ollama sends it", """{"content":"","reasoning":"The customer wants…"}""" },
    };

    [Theory]
    [MemberData(nameof(Oddities))]
    public async Task The_answer_is_read_whatever_stands_between_its_parts(string _, string delta)
    {
        var odd = Wire.Piece(JsonNode.Parse(delta)!.AsObject());
        var parts = Wire.Words(Answer).SelectMany(part => (string[])[part, odd]);
        Double.Next(Replies.Stream([odd, .. parts, Wire.Finish("stop"), Wire.Done]));
        await AssertWholeAsync();
    }

    [Fact]
    public async Task A_role_in_the_text_stays_as_it_is()
    {
        const string text = """Set "role":"" and "finish_reason":"". [1]""";
        Double.Next(Replies.Says(text));
        Assert.Equal(text, (await WriteAsync()).Text);
    }

    [Fact]
    public async Task An_empty_reason_for_the_end_is_none()
    {
        var going = Wire.Chunk(Wire.Choice(new() { ["content"] = "Use" }, ""));
        var more = Wire.Piece(new() { ["content"] = " vinegar. [1]" });
        Double.Next(Replies.Stream([$"data: {going.ToJsonString()}\n\n", more, Wire.Finish("stop"), Wire.Done]));
        await AssertWholeAsync();
    }

    [Fact]
    public async Task Counts_come_in_a_part_without_choices()
    {
        string[] ends = [Wire.Finish("stop"), Wire.EmptyChoices, Wire.Usage(7, 5), Wire.Done];
        Double.Next(Replies.Stream([.. Wire.Words(Answer), .. ends]));
        var usage = (await AssertWholeAsync()).Usage;
        Assert.Equal((7, 5, false), (usage.PromptTokens, usage.CompletionTokens, usage.IsEstimated));
    }

    [Fact]
    public async Task An_answer_that_is_packed_though_nobody_asked_is_unpacked()
    {
        var events = string.Concat([.. Wire.Words(Answer), Wire.Finish("stop"), Wire.Done]);
        Double.Next(async (http, _) =>
        {
            Replies.Begin(http);
            http.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(http.Response.Body, CompressionLevel.Fastest);
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(events), http.RequestAborted);
        });
        await AssertWholeAsync();
    }

    public static TheoryData<int, string, string> Refusals => new()
    {
        {
            400, "max_completion_tokens",
            """{"error":{"message":"Unrecognized request argument supplied: max_completion_tokens","code":null}}"""
        },
        {
            422, "max_completion_tokens",
            """{"detail":[{"type":"extra_forbidden","loc":["body","max_completion_tokens"]}]}"""
        },
        {
            400, "max_tokens",
            """{"error":{"message":"Use 'max_completion_tokens' instead.","param":"max_tokens"}}"""
        },
        {
            400, "temperature",
            """{"error":{"message":"Only the default (1) value is supported.","param":"temperature"}}"""
        },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_model_that_refuses_a_parameter_answers_without_it(int status, string parameter, string error)
    {
        Double.Otherwise = Refuses(parameter, status, error);
        for (var i = 0; i < 3; i++) await AssertWholeAsync();
        var isAsked = parameter == "max_completion_tokens";
        Assert.Equal(isAsked ? 4 : 3, Double.Requests.Count);
        var last = Double.Requests.Last().Body;
        Assert.Equal(800, last.GetProperty(isAsked ? "max_tokens" : "max_completion_tokens").GetInt32());
        Assert.False(last.TryGetProperty(parameter, out var _));
    }

    [Fact]
    public async Task A_model_that_wants_the_newer_name_again_gets_it()
    {
        Double.Otherwise = Refuses("max_completion_tokens", 400, "max_completion_tokens");
        await AssertWholeAsync();
        Double.Otherwise = Refuses("max_tokens", 400, "max_tokens");
        await AssertWholeAsync();
        await AssertWholeAsync();
        Assert.Equal(2 + 2 + 1, Double.Requests.Count);
    }

    [Fact]
    public async Task A_model_that_takes_no_limit_is_asked_twice_and_refuses()
    {
        Double.Otherwise = Replies.Status(400, "unsupported_parameter", message: "Unknown parameter: max_tokens");
        Assert.Equal(ModelFault.Refused, (await FailAsync()).Fault);
        Assert.Equal(2, Double.Requests.Count);
    }

    private static ModelReply Refuses(string parameter, int status, string error) => async (http, request) =>
    {
        if (!request.Body.TryGetProperty(parameter, out var _))
        {
            await Replies.Says(Answer)(http, request);
            return;
        }
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(error, http.RequestAborted);
    };

    private async Task<ModelCall> AssertWholeAsync()
    {
        var (text, end) = await WriteAsync();
        Assert.Equal(Answer, text);
        return Assert.IsType<WritingPart.Finished>(end).Call;
    }
}
