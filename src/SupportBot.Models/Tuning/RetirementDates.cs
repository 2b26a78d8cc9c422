using SupportBot.Models.Tuning.Hosted;

namespace SupportBot.Models.Tuning;

/// <summary>Reads when the trainer retires models.</summary>
public sealed class RetirementDates
{
    private readonly TuningOptions _options;
    private readonly AzureTuningOptions _azure;
    private readonly AzureDeployments _deployments;

    internal RetirementDates(TuningOptions options, AzureTuningOptions azure, AzureDeployments deployments) =>
        (_options, _azure, _deployments) = (options, azure, deployments);

    /// <summary>The dates of a model, such as <c>gpt-4.1-mini-2025-04-14</c>, or of all its versions.</summary>
    /// <returns>Empty for weights of your own, which nobody retires, and where no dates are known.</returns>
    public async Task<TuningResult<IReadOnlyList<ModelRetirement>>> OfAsync(
        string model, CancellationToken cancellationToken)
    {
        if (_options.Route == TuningOptions.OpenAI)
            return new TuningResult<IReadOnlyList<ModelRetirement>>.Succeeded(
                [new ModelRetirement(model, _options.JobsEnd, _options.ModelsEnd)]);
        if (_options.Route != TuningOptions.Azure || _azure.SubscriptionId.Length == 0 || _azure.Location.Length == 0)
            return new TuningResult<IReadOnlyList<ModelRetirement>>.Succeeded([]);
        return await _deployments.RetirementsAsync(cancellationToken).ConfigureAwait(false) switch
        {
            TuningResult<IReadOnlyList<ModelRetirement>>.Succeeded { Value: var all } =>
                new TuningResult<IReadOnlyList<ModelRetirement>>.Succeeded([.. all.Where(one => IsOf(one, model))]),
            var failed => failed,
        };
    }

    private static bool IsOf(ModelRetirement listed, string model) =>
        listed.Model == model || listed.Model.StartsWith($"{model}-", StringComparison.Ordinal);
}
