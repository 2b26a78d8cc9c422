using System.Globalization;

namespace SupportBot.Core.Knowledge;

// Computes the vectors of questions. A customer is waiting, so a slow model costs the question its vector and is then
// skipped for a while.
internal sealed class QuestionEmbedding(CurrentEmbedding embedding, TimeProvider time)
{
    // Per question, including all attempts.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    // How long a slow model is skipped.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    private readonly Lock _one = new();
    private long? _pausedAt;

    // Returns the request with a vector, or without one and the reason.
    public async Task<PreparedSearch> PrepareAsync(
        string question, SearchRequest request, CancellationToken cancellationToken)
    {
        if (embedding.Model is not { } model) return new PreparedSearch(request);
        if (IsPaused)
            return Without(request, "The embedding model was slow a moment ago, and is left alone for a while.");
        using var timeout = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            var vector = await model.EmbedQuestionAsync(question, either.Token).ConfigureAwait(false);
            return new PreparedSearch(request with { Vector = vector, ModelHash = model.Hash });
        }
        catch (EmbeddingUnavailableException e)
        {
            return Without(request, e.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            lock (_one) _pausedAt = time.GetTimestamp();
            return Without(
                request,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The embedding model gave no vector within {Longest.TotalSeconds} seconds."));
        }
    }

    private static PreparedSearch Without(SearchRequest request, string reason) =>
        new(request, new MissingLeg(Leg.Vector, reason));

    private bool IsPaused
    {
        get
        {
            lock (_one) return _pausedAt is { } at && time.GetElapsedTime(at) < Pause;
        }
    }
}
