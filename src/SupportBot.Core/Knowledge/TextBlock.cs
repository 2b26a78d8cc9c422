using System.Text.Json;
using System.Text.Json.Serialization;

namespace SupportBot.Core.Knowledge;

/// <summary>What a block of a document is.</summary>
public enum BlockKind
{
    Paragraph,

    /// <summary>A list without numbers, or of terms and their definitions.</summary>
    List,

    /// <summary>A numbered list.</summary>
    Procedure,

    Table,
    Code,
    Quote,
}

/// <summary>Kinds of admonitions; equivalent names of site generators are combined.</summary>
public enum Admonition
{
    /// <summary>The block is in no admonition.</summary>
    None,

    Note,
    Tip,
    Important,
    Warning,
    Caution,
}

/// <summary>One paragraph, list, table, quote or piece of code of a document, whole.</summary>
/// <param name="Markdown">As CommonMark with pipe tables; in a chunk together with the lines that announce it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Admonition">The admonition that it is a part of.</param>
[JsonConverter(typeof(BlockConverter))]
public sealed record TextBlock(
    string Markdown, BlockKind Kind = BlockKind.Paragraph, Admonition Admonition = Admonition.None)
{
    // A paragraph that introduces the next block is short.
    private const int MaxLeadWords = 60;

    // Whether it introduces the block below: it ends in a colon or is a line in bold.
    internal bool IsLead => Kind == BlockKind.Paragraph && BlockSplitter.Words(Markdown) <= MaxLeadWords
        && (Markdown.TrimEnd('*', '_', ' ') is [.., ':' or '：'] || ChunkText.IsBold(Markdown));
}

// Paragraphs are strings, as all blocks were in older versions; other blocks are objects.
internal sealed class BlockConverter : JsonConverter<TextBlock>
{
    public override TextBlock Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String) return new TextBlock(reader.GetString()!);
        var shape = JsonSerializer.Deserialize<Shape>(ref reader, options)!;
        return new TextBlock(shape.Text, shape.Kind, shape.Admonition);
    }

    public override void Write(Utf8JsonWriter writer, TextBlock value, JsonSerializerOptions options)
    {
        if (value is { Kind: BlockKind.Paragraph, Admonition: Admonition.None })
            writer.WriteStringValue(value.Markdown);
        else JsonSerializer.Serialize(writer, new Shape(value.Markdown, value.Kind, value.Admonition), options);
    }

    private sealed record Shape(
        string Text,
        [property: JsonConverter(typeof(JsonStringEnumConverter<BlockKind>))] BlockKind Kind,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        [property: JsonConverter(typeof(JsonStringEnumConverter<Admonition>))] Admonition Admonition = Admonition.None);
}
