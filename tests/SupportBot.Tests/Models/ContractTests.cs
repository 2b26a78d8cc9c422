using System.Text.Json;
using SupportBot.Core.Answers.Generation;

namespace SupportBot.Tests.Models;

/// <summary>We and our double both speak the protocol that is published.</summary>
[NeedsSharedData]
public class ContractTests : ModelRig
{
    [Fact]
    public async Task Every_request_is_as_published()
    {
        SharedData.Contract(OpenAIContract.File);
        Double
            .Next(Replies.Says("Yes. [1]"))
            .Next(Replies.Says("""{"question": "How?", "language": "en", "intent": "question"}"""));
        await WriteAsync();
        Assert.IsType<ModelResult<Meaning>.Succeeded>(await Model.Understand(Asked("How?"), ["en"], Token));
        Assert.Equal(2, Double.Requests.Count);
        Assert.All(Double.Requests, request => Assert.Empty(request.Errors));
    }

    [Fact]
    public void The_double_answers_as_published()
    {
        SharedData.Contract(OpenAIContract.File);
        AssertValid(
            "CreateChatCompletionStreamResponse",
            Wire.Chunk(Wire.Choice(new() { ["content"] = "Yes." }, null)).ToJsonString());
        AssertValid("CreateChatCompletionStreamResponse", Wire.Chunk(Wire.Choice([], "stop")).ToJsonString());
        AssertValid("CreateChatCompletionResponse", Wire.Completion("Yes.", 1, 1).ToJsonString());
        AssertValid("CreateEmbeddingResponse", Wire.Embeddings([[1, 0]], base64: false).ToJsonString());
    }

    [Theory]
    [InlineData("""{"messages": [{"role": "user", "content": "Hi"}]}""")]
    [InlineData("""{"model": "m", "messages": [{"role": "boss", "content": "Hi"}]}""")]
    [InlineData("""{"model": "m", "messages": [], "temperature": 7}""")]
    public void The_check_finds_what_is_wrong(string request)
    {
        SharedData.Contract(OpenAIContract.File);
        using var json = JsonDocument.Parse(request);
        Assert.NotEmpty(OpenAIContract.Errors("CreateChatCompletionRequest", json.RootElement));
    }

    private static void AssertValid(string schema, string message)
    {
        using var json = JsonDocument.Parse(message);
        Assert.Empty(OpenAIContract.Errors(schema, json.RootElement));
    }
}
