using SupportBot.Core.Knowledge;

namespace SupportBot.Tests.Knowledge;

/// <summary>Documents with only what a test is about spelt out.</summary>
internal static class Some
{
    /// <summary>A document with a section a text.</summary>
    public static ChunkedDocument Document(string id, params string[] texts) => Chunker.Split(new Document(
                id,
                id,
                $"/docs/{id}",
                Audience.Public,
                "en",
                string.Join('|', texts),
                [.. texts.Select((text, i) => new Section([], i == 0 ? "" : $"s{i}", [new TextBlock(text)]))]));
}
