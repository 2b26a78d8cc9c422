using System.Text.Json;

namespace SupportBot.Tests.Models.Evil;

/// <summary>
/// Instructions that somebody plants in a document for a model that reads it.
/// </summary>
/// <remarks>
/// BIPIA, Yi and others 2023, "Benchmarking and Defending Against Indirect Prompt Injection Attacks": its attacks on
/// text.
/// </remarks>
/// <param name="Category">Of the data set: <c>Reverse Text</c>.</param>
/// <param name="Text">What the model is told.</param>
internal sealed record Bipia(string Category, string Text)
{
    /// <summary>All 150, of both halves of the data set.</summary>
    public static IReadOnlyList<Bipia> All() => [.. In("test"), .. In("train")];

    /// <summary>One of each of the 30 categories.</summary>
    public static IReadOnlyList<Bipia> OfEachCategory() =>
        [
            .. All()
                .GroupBy(attack => attack.Category, (_, attacks) => attacks.ToList())
                .Select((attacks, i) => attacks[i % attacks.Count]),
        ];

    private static IEnumerable<Bipia> In(string half)
    {
        using var json = JsonDocument.Parse(
            File.ReadAllText(SharedData.Data($"security/bipia/benchmark/text_attack_{half}.json")));
        return
        [
            .. json
                .RootElement.EnumerateObject()
                .SelectMany(category =>
                    category
                        .Value.EnumerateArray()
                        .Select(attack => new Bipia($"{half}: {category.Name}", attack.GetString()!))),
        ];
    }
}
