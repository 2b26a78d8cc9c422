using System.Numerics.Tensors;
using Microsoft.Extensions.AI;
using SupportBot.Core.Knowledge;
using SupportBot.Models.Connecting;
using SupportBot.Models.Usage;

namespace SupportBot.Models.Embeddings;

// Unit vectors of the configured embedding model, one call for all texts.
internal sealed class RemoteEmbedding(
    IEmbeddingGenerator<string, Embedding<float>> model, ModelsOptions options, UsageStore usage, TimeProvider time)
    : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly Prices _prices = new(options.EmbeddingPrice, 0, options.PricesOf);

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? settings = null,
        CancellationToken cancellationToken = default) =>
        new((await CallAsync([.. values], cancellationToken).ConfigureAwait(false))
            .Select(vector => new Embedding<float>(vector)));

    public object? GetService(Type serviceType, object? serviceKey = null) => model.GetService(serviceType, serviceKey);

    public void Dispose() => model.Dispose();

    private async Task<List<float[]>> CallAsync(string[] texts, CancellationToken cancellationToken)
    {
        var most = Booked(texts.Sum(Tokens.Of));
        var booked = await usage.BookAsync(most, cancellationToken).ConfigureAwait(false)
            ?? throw Unavailable("may take no more today: Models:DailyTokens or Models:DailyCost is reached");
        var taken = most;
        using var clock = new CallTimeouts(options, time, cancellationToken);
        clock.Enter();
        try
        {
            var answer = await model.GenerateAsync(texts, cancellationToken: clock.Token).ConfigureAwait(false);
            if (answer.Usage?.InputTokenCount is { } told) taken = Booked((int)told);
            return answer.Count == texts.Length
                ? [.. answer.Select(vector => Unit(vector.Vector.Span))]
                : throw Unavailable($"gave {answer.Count} vectors for {texts.Length} texts");
        }
        catch (Exception e) when (e is not EmbeddingUnavailableException && !cancellationToken.IsCancellationRequested)
        {
            // Boundary: the libraries parse responses of any server and can throw any exception.
            var failure = ModelFailures.Of(e, clock);
            if (failure.IsUnpaid()) taken = Booked(0);
            throw Unavailable(failure.Reason);
        }
        finally
        {
            await usage.SettleAsync(booked, taken).ConfigureAwait(false);
        }
    }

    private float[] Unit(ReadOnlySpan<float> vector)
    {
        var length = TensorPrimitives.Norm(vector);
        if (length is not (> 0 and < float.PositiveInfinity)) throw Unavailable("gave a vector without a direction");
        var unit = new float[vector.Length];
        TensorPrimitives.Divide(vector, length, unit);
        return unit;
    }

    private UsageReservation Booked(int tokens) =>
        new(options.EmbeddingModel, tokens, 0, _prices.Millionths(tokens, 0));

    private EmbeddingUnavailableException Unavailable(string why) =>
        new($"The embedding model {options.EmbeddingModel} {why}.");
}
