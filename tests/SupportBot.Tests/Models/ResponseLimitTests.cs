using System.IO.Compression;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Answers.Generation;
using SupportBot.Core.Knowledge;

namespace SupportBot.Tests.Models;

/// <summary>What a server sends is read up to a limit; the fault table says what a customer sees then.</summary>
public class ResponseLimitTests : ModelRig
{
    public ResponseLimitTests() => (Options.EmbeddingModel, Options.MaxResponseBytes) = ("vectors", 65_536);

    [Fact]
    public async Task An_answer_ends_where_it_is_longer_than_its_tokens_can_be()
    {
        Options.MaxResponseBytes = 1 << 24;
        Double.Next(Replies.Floods("Use vinegar. [1]"));
        var (text, end) = await WriteAsync();
        Assert.InRange(text.Length, 12_000, 800 * 16);
        var failure = Assert.IsType<WritingPart.Failed>(end).Failure;
        Assert.Equal(
            (ModelFault.CutShort, true), (failure.Fault, failure.Reason.Contains("12800", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_answer_ends_at_the_limit_of_characters()
    {
        (Options.MaxResponseBytes, Options.MaxOutputCharacters) = (1 << 24, 1_000);
        Double.Next(Replies.Floods("Use vinegar. [1]"));
        Assert.InRange((await WriteAsync()).Text.Length, 500, 1_000);
    }

    [Fact]
    public async Task A_line_without_an_end_is_not_read_on()
    {
        Options.MaxResponseBytes = 1 << 30;
        Double.Next(Replies.EndlessLine(""));
        Assert.Equal(ModelFault.Broken, (await FailAsync()).Fault);
    }

    [Fact]
    public async Task A_body_without_an_end_is_not_read_on()
    {
        Double.Next(Replies.EndlessBody("Use vinegar."));
        var (text, end) = await WriteAsync();
        Assert.Equal("Use vinegar.", text);
        var failure = Assert.IsType<WritingPart.Failed>(end).Failure;
        Assert.Equal(ModelFault.Broken, failure.Fault);
        Assert.Contains("Models:MaxResponseBytes", failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Vectors_without_an_end_are_not_read_on()
    {
        Double.Next(Replies.EndlessJson());
        var embedding = Services.GetRequiredService<EmbeddingModel>().Generator;
        var failure = await Assert.ThrowsAsync<EmbeddingUnavailableException>(() =>
            embedding.GenerateVectorAsync("a", cancellationToken: Token));
        Assert.Contains("Models:MaxResponseBytes", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_without_an_end_is_not_read_on_and_not_asked_for_again()
    {
        Double.Next((http, request) =>
        {
            http.Response.StatusCode = 400;
            return Replies.EndlessJson()(http, request);
        });
        Assert.Equal(ModelFault.Broken, (await FailAsync()).Fault);
        Assert.Single(Double.Requests);
    }

    [Fact]
    public async Task A_packed_answer_is_read_no_further_than_its_unpacked_bytes_may_go()
    {
        Double.Next(async (http, _) =>
        {
            Replies.Begin(http);
            http.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(http.Response.Body, CompressionLevel.Fastest);
            await gzip.WriteAsync(new byte[4 * 1024 * 1024], http.RequestAborted);
        });
        Assert.Equal(ModelFault.Broken, (await FailAsync()).Fault);
    }
}
